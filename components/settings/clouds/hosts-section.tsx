import { usePageApi } from '@/components/page-api';
import { hostLabel } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { HostAccess } from '@/utils/messaging/views';

interface Props {
  hosts: HostAccess[];
  onChange(): void;
}

/** A catalog may name any number. */
const MAX_ROWS = 40;

/** A cloud's hosts, their purpose, and buttons where access is missing. */
export function HostsSection({ hosts, onChange }: Props) {
  const api = usePageApi();
  return (
    <section class="section">
      <h2>{i18n.t('settings.section.hosts')}</h2>
      <p class="hint">{i18n.t('settings.hosts.text')}</p>
      <ul class="hosts">
        {hosts.slice(0, MAX_ROWS).map(({ origin, host, purpose, granted }) => (
          <li key={`${purpose} ${origin}`}>
            <span class="host">
              <b>{hostLabel(origin)}</b>
              <span class="hint">{i18n.t(`settings.hosts.${purpose}`)}</span>
            </span>
            {granted ? (
              <span class="granted">{i18n.t('settings.hosts.granted')}</span>
            ) : (
              <button
                type="button"
                class="button"
                aria-label={i18n.t('settings.hosts.allowOne', { host })}
                onClick={() => void api.requestAccess([origin]).then(onChange)}
              >
                {i18n.t('action.allowAccess')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {hosts.length > MAX_ROWS && <p class="hint">{i18n.t('settings.hosts.more')}</p>}
    </section>
  );
}
