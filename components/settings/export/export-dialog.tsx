import './export.css';
import { useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { Trouble } from '@/components/settings/controls/problem-with-prompt';
import { Sheet } from '@/components/settings/controls/sheet';
import { exportClouds, isExportable } from '@/utils/cloud-files/export';
import { i18n } from '@/utils/i18n';
import type { Reply } from '@/utils/messaging/page-requests';
import type { CloudView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { download } from './download';

const FILE = 'clouds.yaml';

interface Props {
  clouds: CloudView[];
  onSaved(file: string): void;
  onCancel(): void;
}

/** Writes the chosen clouds into a clouds.yaml; with their secrets only where the person asks for that. */
export function ExportDialog({ clouds, onSaved, onCancel }: Props) {
  const api = usePageApi();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [secrets, setSecrets] = useState(false);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const profiles = clouds.map(({ profile }) => profile);
  const listed = profiles.filter(isExportable);
  const chosen = listed.filter(({ id }) => !left.has(id));
  const without = profiles.filter((profile) => !isExportable(profile)).map(({ name }) => name);

  const save = async () => {
    setWorking(true);
    setProblem(null);
    const cloudIds = chosen.map(({ id }) => id);
    const nothing = { ok: true as const, value: [] as Reply<'exportSecrets'> };
    const reply = secrets ? await api.send('exportSecrets', { cloudIds }) : nothing;
    setWorking(false);
    if (!reply.ok) return setProblem(reply.problem);
    const credentials = new Map(reply.value.map(({ cloudId, credential }) => [cloudId, credential]));
    const entries = chosen.map((profile) => {
      const credential = credentials.get(profile.id);
      return { profile, ...(credential !== undefined && { credential }) };
    });
    download(FILE, exportClouds(entries));
    onSaved(FILE);
  };

  return (
    <Sheet
      id="export"
      narrow
      title={i18n.t('settings.export.title')}
      text={i18n.t('settings.export.text')}
      foot={problem !== null && <Trouble id="export" problem={problem} again={() => void save()} />}
      status={working ? i18n.t('settings.export.working') : ''}
      submit={{
        label: i18n.t('settings.export.submit'),
        disabled: working || chosen.length === 0,
        onClick: () => void save(),
      }}
      onCancel={onCancel}
    >
      <fieldset class="export-clouds">
        <legend>{i18n.t('settings.export.clouds')}</legend>
        {listed.map(({ id, name, color, authUrl }) => (
          <label key={id} class="export-cloud" style={{ '--cloud': color }}>
            <input
              type="checkbox"
              checked={!left.has(id)}
              onChange={({ currentTarget }) =>
                setLeft(
                  (before) =>
                    new Set(currentTarget.checked ? [...before].filter((one) => one !== id) : [...before, id]),
                )
              }
            />
            <i aria-hidden="true" />
            <b>{name}</b>
            <span class="hint">{new URL(authUrl).host}</span>
          </label>
        ))}
      </fieldset>
      {without.length > 0 && <p class="hint">{i18n.t('settings.export.session', { names: without.join(', ') })}</p>}
      <div class="field check">
        <input
          id="export-secrets"
          type="checkbox"
          checked={secrets}
          aria-describedby="export-warning"
          onChange={(event) => setSecrets(event.currentTarget.checked)}
        />
        <label for="export-secrets">{i18n.t('settings.export.secrets')}</label>
        <p id="export-warning" class={secrets ? 'warning' : 'hint'}>
          {i18n.t(secrets ? 'settings.export.warning' : 'settings.export.without')}
        </p>
      </div>
    </Sheet>
  );
}
