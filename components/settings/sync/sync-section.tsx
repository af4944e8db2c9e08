import './sync.css';
import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { ProblemAlert } from '@/components/problem-alert';
import { i18n } from '@/utils/i18n';
import type { Envelope } from '@/utils/messaging/page-requests';
import type { RemovalChoice, SyncView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';

type SyncReply = Envelope<'syncState'>;

interface Props {
  onChange(): void;
}

/** Turns sync on and off, says what is not synced, and restores clouds that another browser removed. */
export function SyncSection({ onChange }: Props) {
  const { view, problem, working, showReply } = useSync(onChange);
  const api = usePageApi();
  if (view === null) return problem === null ? null : <ProblemAlert problem={problem} actions={{}} />;
  return (
    <section class="section sync" aria-labelledby="sync-title">
      <h2 id="sync-title">{i18n.t('settings.sync.title')}</h2>
      <SyncSwitch
        on={view.on && view.allowed}
        disabled={working || !view.allowed}
        onSwitch={(on) => showReply(api.send('setSync', { on }))}
      />
      {!view.allowed && <p class="hint">{i18n.t('settings.sync.forbidden')}</p>}
      <SyncStatus view={view} />
      {view.removed.map(({ id: cloudId, name }) => (
        <RemovedCloud
          key={cloudId}
          name={name}
          disabled={working}
          onChoose={(choice) => showReply(api.send('resolveRemoval', { cloudId, choice }))}
        />
      ))}
      {!view.on && view.stored > 0 && (
        <div class="sync-removed">
          <p>{i18n.t('settings.sync.stored', view.stored)}</p>
          <button
            type="button"
            class="button quiet danger"
            disabled={working}
            onClick={() => showReply(api.send('eraseSync', {}))}
          >
            {i18n.t('settings.sync.erase')}
          </button>
        </div>
      )}
      {problem !== null && <ProblemAlert problem={problem} actions={{}} />}
    </section>
  );
}

function useSync(onChange: () => void) {
  const api = usePageApi();
  const [view, setView] = useState<SyncView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);

  const show = (reply: SyncReply) => {
    setProblem(reply.ok ? null : reply.problem);
    if (reply.ok) setView(reply.value);
  };
  const showReply = (reply: Promise<SyncReply>) => {
    setWorking(true);
    void reply.then((value) => {
      show(value);
      setWorking(false);
      onChange();
    });
  };
  useEffect(() => void api.send('syncState', {}).then(show), [api]);
  return { view, problem, working, showReply };
}

interface SwitchProps {
  on: boolean;
  disabled: boolean;
  onSwitch(on: boolean): void;
}

function SyncSwitch({ on, disabled, onSwitch }: SwitchProps) {
  return (
    <div class="field check">
      <input
        id="sync-switch"
        type="checkbox"
        role="switch"
        checked={on}
        aria-checked={on}
        disabled={disabled}
        aria-describedby="sync-content sync-removal"
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
      <label for="sync-switch">{i18n.t('settings.sync.switch')}</label>
      <p class="hint" id="sync-content">
        {i18n.t('settings.sync.whatIsSynced')}
      </p>
      <p class="hint" id="sync-removal">
        {i18n.t('settings.sync.removal')}
      </p>
    </div>
  );
}

interface RemovedProps {
  name: string;
  disabled: boolean;
  onChoose(choice: RemovalChoice): void;
}

function RemovedCloud({ name, disabled, onChoose }: RemovedProps) {
  return (
    <div class="sync-removed">
      <p>{i18n.t('settings.sync.removed', { name })}</p>
      <button type="button" class="button" disabled={disabled} onClick={() => onChoose('restore')}>
        {i18n.t('settings.sync.bringBack', { name })}
      </button>
      <button type="button" class="button quiet" disabled={disabled} onClick={() => onChoose('dismiss')}>
        {i18n.t('settings.sync.dismissRemoved', { name })}
      </button>
    </div>
  );
}

function SyncStatus({ view: { on, allowed, problem, unsynced, newerCount, stored } }: { view: SyncView }) {
  if (!on || !allowed) return <p role="status" class="sync-status" />;
  const names = unsynced.join(', ');
  const texts = {
    full: () => i18n.t('settings.sync.noRoom', { names }),
    'too-long': () => i18n.t('settings.sync.tooLong', { names }),
    busy: () => i18n.t('settings.sync.busy'),
    unavailable: () => i18n.t('settings.sync.unavailable'),
  };
  return (
    <>
      <p role="status" class={problem === null ? 'sync-status hint' : 'sync-status warning'}>
        {problem === null ? i18n.t('settings.sync.done', stored) : texts[problem]()}
      </p>
      {newerCount > 0 && <p class="warning">{i18n.t('settings.sync.newer', newerCount)}</p>}
    </>
  );
}
