import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { ProblemAlert } from '@/components/problem-alert';
import { hostOf } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { DashboardView, Problem } from '@/utils/messaging/views';

interface Trouble {
  problem: Problem;
  refused: boolean;
  /** what was to be enabled */
  url: string;
}

/** The dashboards that have the button: add one by its address, take one out. */
export function DashboardsSection() {
  const api = usePageApi();
  const [dashboards, setDashboards] = useState<DashboardView[]>([]);
  const [url, setUrl] = useState('');
  const [state, setState] = useState<'working' | 'enabled' | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const reload = async () => {
    const reply = await api.send('listDashboards', {});
    if (reply.ok) setDashboards(reply.value);
  };
  useEffect(() => void reload(), [api]);

  /** Call it inside a click: the browser takes the request for access only there. */
  const enable = (wanted: string, origins: string[], found: DashboardView['kind'] | null = null) => {
    if (state === 'working') return;
    if (api.dashboardRoot(wanted) === null || origins.length === 0) {
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
      else setTrouble({ problem: reply.problem, refused: !granted, url: wanted });
      await reload();
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
        {dashboards.map(({ root, kind, origin, granted, missing }) => (
          <li key={root}>
            <span class="host">
              <b>{root}</b>
              {!granted && <span class="hint">{i18n.t('settings.dashboards.notAllowed')}</span>}
              {granted && missing.length > 0 && (
                <span class="hint">
                  {i18n.t('settings.dashboards.missing', { hosts: missing.map(hostOf).join(', ') })}
                </span>
              )}
            </span>
            {!granted && (
              <button type="button" class="button" onClick={() => enable(root, [origin], kind)}>
                {i18n.t('action.allowAccess')}
              </button>
            )}
            {granted && missing.length > 0 && (
              <button type="button" class="button" onClick={() => void api.requestAccess(missing).then(reload)}>
                {i18n.t('action.allowAccess')}
              </button>
            )}
            <button
              type="button"
              class="button quiet"
              aria-label={i18n.t('settings.dashboards.disableOne', { root })}
              onClick={() => void api.send('disableDashboard', { root }).then(reload)}
            >
              {i18n.t('settings.dashboards.disable')}
            </button>
          </li>
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
