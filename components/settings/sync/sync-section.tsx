import './sync.css';
import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { ProblemAlert } from '@/components/problem-alert';
import { i18n } from '@/utils/i18n';
import type { Envelope } from '@/utils/messaging/page-requests';
import type { SyncView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';

type SyncReply = Envelope<'syncState'>;

interface Props {
  /** clouds may have come, or come back */
  onChange(): void;
}

/** The clouds in the person's other browsers: a switch, what leaves this device, and what became of it. */
export function SyncSection({ onChange }: Props) {
  const api = usePageApi();
  const [view, setView] = useState<SyncView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);

  const take = (reply: SyncReply) => {
    setProblem(reply.ok ? null : reply.problem);
    if (reply.ok) setView(reply.value);
  };
  const act = async (asked: Promise<SyncReply>) => {
    setWorking(true);
    take(await asked);
    setWorking(false);
    onChange();
  };
  useEffect(() => void api.send('syncState', {}).then(take), [api]);

  if (view === null) return problem === null ? null : <ProblemAlert problem={problem} actions={{}} />;
  return (
    <section class="section sync" aria-labelledby="sync-title">
      <h2 id="sync-title">{i18n.t('settings.sync.title')}</h2>
      <div class="field check">
        <input
          id="sync-switch"
          type="checkbox"
          role="switch"
          checked={view.on && view.allowed}
          aria-checked={view.on && view.allowed}
          disabled={working || !view.allowed}
          aria-describedby="sync-leaves sync-removal"
          onChange={(event) => void act(api.send('setSync', { on: event.currentTarget.checked }))}
        />
        <label for="sync-switch">{i18n.t('settings.sync.switch')}</label>
        <p class="hint" id="sync-leaves">
          {i18n.t('settings.sync.leaves')}
        </p>
        <p class="hint" id="sync-removal">
          {i18n.t('settings.sync.removal')}
        </p>
      </div>
      {!view.allowed && <p class="hint">{i18n.t('settings.sync.forbidden')}</p>}
      <SyncStatus view={view} />
      {view.removed.map(({ id, name }) => (
        <div key={id} class="sync-removed">
          <p>{i18n.t('settings.sync.removed', { name })}</p>
          <button
            type="button"
            class="button"
            disabled={working}
            onClick={() => void act(api.send('resolveRemoval', { cloudId: id, keep: true }))}
          >
            {i18n.t('settings.sync.bringBack', { name })}
          </button>
          <button
            type="button"
            class="button quiet"
            disabled={working}
            onClick={() => void act(api.send('resolveRemoval', { cloudId: id, keep: false }))}
          >
            {i18n.t('settings.sync.letGo', { name })}
          </button>
        </div>
      ))}
      {!view.on && view.stored > 0 && (
        <div class="sync-removed">
          <p>{i18n.t('settings.sync.stored', view.stored)}</p>
          <button
            type="button"
            class="button quiet danger"
            disabled={working}
            onClick={() => void act(api.send('eraseSync', {}))}
          >
            {i18n.t('settings.sync.erase')}
          </button>
        </div>
      )}
      {problem !== null && <ProblemAlert problem={problem} actions={{}} />}
    </section>
  );
}

/** Whether all is synced, and if not, why. */
function SyncStatus({ view: { on, allowed, trouble, left, newer, stored } }: { view: SyncView }) {
  if (!on || !allowed) return <p role="status" class="sync-status" />;
  const words = {
    full: () => i18n.t('settings.sync.full', { names: left.join(', ') }),
    long: () => i18n.t('settings.sync.long', { names: left.join(', ') }),
    busy: () => i18n.t('settings.sync.busy'),
    unavailable: () => i18n.t('settings.sync.unavailable'),
  };
  return (
    <>
      <p role="status" class={trouble === null ? 'sync-status hint' : 'sync-status warning'}>
        {trouble === null ? i18n.t('settings.sync.done', stored) : words[trouble]()}
      </p>
      {newer > 0 && <p class="warning">{i18n.t('settings.sync.newer', newer)}</p>}
    </>
  );
}
