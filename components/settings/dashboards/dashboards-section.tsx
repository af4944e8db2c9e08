import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { ProblemAlert } from '@/components/problem-alert';
import { i18n } from '@/utils/i18n';
import type { CloudView, DashboardsView, DashboardView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { EnabledItem, OfferedItem } from './dashboard-items';

interface Trouble {
  problem: Problem;
  refused: boolean;
  /** what was to be enabled */
  url: string;
}

const NONE: DashboardsView = { enabled: [], offered: [] };

/**
 * The dashboards that have the button: add one by its address, take one out; and those that a cloud names.
 * @param clouds where they changed, so may have what they name
 */
export function DashboardsSection({ clouds }: { clouds: CloudView[] | null }) {
  const api = usePageApi();
  const [dashboards, setDashboards] = useState(NONE);
  const [url, setUrl] = useState('');
  const [state, setState] = useState<'working' | 'enabled' | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const reload = async () => {
    const reply = await api.send('listDashboards', {});
    if (reply.ok) setDashboards(reply.value);
    return reply.ok ? reply.value : NONE;
  };
  useEffect(() => {
    void reload().then(async ({ offered }) => {
      // What the background is busy with is asked for too: that waits for its end, and begins anew where the worker died.
      const working = offered.filter((offer) => offer.working);
      if (working.length === 0) return;
      await Promise.all(working.map((offer) => api.send('enableDashboard', { url: offer.url, found: null })));
      await reload();
    });
  }, [api, clouds]);

  /** Call it inside a click: the browser takes the request for access only there. */
  const enable = (wanted: string, origins: string[], found: DashboardView['kind'] | null = null) => {
    if (state === 'working') return;
    if (api.dashboardAddress(wanted) === null || origins.length === 0) {
      setTrouble({ problem: { code: 'DASHBOARD_NOT_FOUND', facts: {} }, refused: false, url: wanted });
      return;
    }
    setState('working');
    setTrouble(null);
    void api.requestAccess(origins).then(async (granted) => {
      const reply = granted
        ? await api.send('enableDashboard', { url: wanted, found })
        : { ok: false as const, problem: { code: 'HOST_PERMISSION_MISSING' as const, facts: { origins } } };
      setState(reply.ok ? 'enabled' : null);
      if (reply.ok) setUrl('');
      const { offered } = await reload();
      // The list has the reason where a cloud names it.
      const told = offered.some((offer) => offer.problem !== null && offer.url === api.dashboardAddress(wanted));
      if (!reply.ok && (!granted || !told)) setTrouble({ problem: reply.problem, refused: !granted, url: wanted });
    });
  };
  const typed = url.trim();
  const submit = () => {
    const origin = api.originOf(typed);
    enable(typed, origin === null ? [] : [origin]);
  };

  return (
    <section class="section dashboards" aria-labelledby="dashboards-title">
      <h2 id="dashboards-title">{i18n.t('settings.dashboards.title')}</h2>
      <p class="hint">{i18n.t('settings.dashboards.text')}</p>
      <ul class="hosts">
        {dashboards.enabled.map((dashboard) => (
          <EnabledItem
            key={dashboard.root}
            dashboard={dashboard}
            onAllow={(origins) =>
              dashboard.granted
                ? void api.requestAccess(origins).then(reload)
                : enable(dashboard.root, origins, dashboard.kind)
            }
            onDisable={() => void api.send('disableDashboard', { root: dashboard.root }).then(reload)}
          />
        ))}
        {dashboards.offered.map((offer) => (
          <OfferedItem
            key={offer.url}
            offer={offer}
            onEnable={() => enable(offer.url, offer.problem?.facts.origins ?? [offer.origin])}
          />
        ))}
      </ul>
      <form
        class="field"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label for="dashboard-url">{i18n.t('settings.dashboards.url')}</label>
        <div class="beside">
          <input
            id="dashboard-url"
            type="text"
            inputMode="url"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            placeholder="https://horizon.example.org/"
            value={url}
            aria-invalid={trouble !== null ? 'true' : undefined}
            aria-errormessage={trouble !== null ? 'dashboard-trouble' : undefined}
            onInput={(event) => {
              setUrl(event.currentTarget.value);
              setState(null);
            }}
          />
          <button type="submit" class="button" disabled={state === 'working' || typed === ''}>
            {i18n.t('settings.dashboards.enable')}
          </button>
        </div>
        <p role="status" class="hint">
          {state !== null && i18n.t(`settings.dashboards.${state}`)}
        </p>
        {trouble !== null && (
          <ProblemAlert
            id="dashboard-trouble"
            problem={trouble.problem}
            refused={trouble.refused}
            actions={{
              'allow-access': () => enable(trouble.url, trouble.problem.facts.origins ?? []),
              retry: () => enable(trouble.url, [api.originOf(trouble.url) ?? '']),
            }}
          />
        )}
      </form>
    </section>
  );
}
