import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { explain } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { ActivityView } from '@/utils/messaging/views';

/** The latest attempts to open a console; loads again after each. */
export function ActivitySection() {
  const api = usePageApi();
  const [entries, setEntries] = useState<ActivityView[]>([]);
  const reload = async () => {
    const reply = await api.send('listActivity', {});
    if (reply.ok) setEntries(reply.value);
  };
  useEffect(() => {
    void reload();
    return api.onActivity(() => void reload());
  }, [api]);

  if (entries.length === 0) return null;
  const time = new Intl.DateTimeFormat(document.documentElement.lang.replace('_', '-') || undefined, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return (
    <section class="section activity" aria-labelledby="activity-title">
      <h2 id="activity-title">{i18n.t('settings.activity.title')}</h2>
      <p class="hint">{i18n.t('settings.activity.text')}</p>
      <ul>
        {entries.map((entry) => (
          <li key={`${entry.at} ${entry.serverName}`}>
            <time dateTime={new Date(entry.at).toISOString()}>{time.format(entry.at)}</time>
            <b>{entry.serverName ?? i18n.t('popup.unnamed')}</b>
            <span class="hint">{i18n.t(`settings.activity.via.${entry.via}`, { where: entry.cloudOrHost })}</span>
            <Outcome outcome={entry.outcome} />
          </li>
        ))}
      </ul>
      <button type="button" class="button quiet" onClick={() => void api.send('clearActivity', {})}>
        {i18n.t('settings.activity.clear')}
      </button>
    </section>
  );
}

function Outcome({ outcome }: { outcome: ActivityView['outcome'] }) {
  if (outcome === 'opened') return null;
  if (outcome === 'result-unknown') return <span class="hint">{i18n.t('settings.activity.resultUnknown')}</span>;
  return <span class="field-error">{explain({ code: outcome, facts: {} }).sentence}</span>;
}
