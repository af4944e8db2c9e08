import './export.css';
import { useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { ProblemWithPrompt } from '@/components/settings/controls/problem-with-prompt';
import { Sheet } from '@/components/settings/controls/sheet';
import { exportClouds, isExportable } from '@/utils/cloud-files/export';
import type { CloudProfile } from '@/utils/clouds/profile';
import { i18n } from '@/utils/i18n';
import type { Reply } from '@/utils/messaging/page-requests';
import type { CloudView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { download } from './download';

const FILE_NAME = 'clouds.yaml';

interface Props {
  clouds: CloudView[];
  onSaved(file: string): void;
  onCancel(): void;
}

/** Saves chosen clouds as clouds.yaml; secrets only at request. */
export function ExportDialog({ clouds, onSaved, onCancel }: Props) {
  const [excluded, setExcluded] = useState<ReadonlySet<string>>(new Set());
  const [secrets, setSecrets] = useState(false);
  const profiles = clouds.map(({ profile }) => profile);
  const exportable = profiles.filter(isExportable);
  const chosen = exportable.filter(({ id }) => !excluded.has(id));
  const notExportable = profiles.filter((profile) => !isExportable(profile)).map(({ name }) => name);
  const { working, problem, save } = useExport(chosen, secrets, onSaved);

  const choose = (id: string, included: boolean) =>
    setExcluded((before) => new Set(included ? [...before].filter((one) => one !== id) : [...before, id]));

  return (
    <Sheet
      id="export"
      narrow
      title={i18n.t('settings.export.title')}
      text={i18n.t('settings.export.text')}
      footer={problem !== null && <ProblemWithPrompt id="export" problem={problem} retry={() => void save()} />}
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
        {exportable.map((profile) => (
          <CloudChoice
            key={profile.id}
            profile={profile}
            checked={!excluded.has(profile.id)}
            onChoose={(included) => choose(profile.id, included)}
          />
        ))}
      </fieldset>
      {notExportable.length > 0 && (
        <p class="hint">{i18n.t('settings.export.notIncluded', { names: notExportable.join(', ') })}</p>
      )}
      <SecretsChoice checked={secrets} onChoose={setSecrets} />
    </Sheet>
  );
}

function useExport(chosen: CloudProfile[], secrets: boolean, onSaved: (file: string) => void) {
  const api = usePageApi();
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async () => {
    setWorking(true);
    setProblem(null);
    const cloudIds = chosen.map(({ id }) => id);
    const withoutSecrets = { ok: true as const, value: [] as Reply<'exportSecrets'> };
    const reply = secrets ? await api.send('exportSecrets', { cloudIds }) : withoutSecrets;
    setWorking(false);
    if (!reply.ok) return setProblem(reply.problem);
    const credentials = new Map(reply.value.map(({ cloudId, credential }) => [cloudId, credential]));
    const entries = chosen.map((profile) => {
      const credential = credentials.get(profile.id);
      return { profile, ...(credential !== undefined && { credential }) };
    });
    download(FILE_NAME, exportClouds(entries));
    onSaved(FILE_NAME);
  };
  return { working, problem, save };
}

interface ChoiceProps {
  profile: CloudProfile;
  checked: boolean;
  onChoose(included: boolean): void;
}

function CloudChoice({ profile: { name, color, authUrl }, checked, onChoose }: ChoiceProps) {
  return (
    <label class="export-cloud" style={{ '--cloud': color }}>
      <input type="checkbox" checked={checked} onChange={(event) => onChoose(event.currentTarget.checked)} />
      <i aria-hidden="true" />
      <b>{name}</b>
      <span class="hint">{new URL(authUrl).host}</span>
    </label>
  );
}

function SecretsChoice({ checked, onChoose }: { checked: boolean; onChoose(secrets: boolean): void }) {
  return (
    <div class="field check">
      <input
        id="export-secrets"
        type="checkbox"
        checked={checked}
        aria-describedby="export-warning"
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <label for="export-secrets">{i18n.t('settings.export.secrets')}</label>
      <p id="export-warning" class={checked ? 'warning' : 'hint'}>
        {i18n.t(checked ? 'settings.export.warning' : 'settings.export.without')}
      </p>
    </div>
  );
}
