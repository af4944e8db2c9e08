import { useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { ProblemAlert } from '@/components/problem-alert';
import { i18n } from '@/utils/i18n';
import type { CloudView } from '@/utils/messaging/views';
import { EnabledItem, OfferedItem } from './dashboard-items';
import { type DashboardSettings, useDashboards } from './use-dashboards';

/** The enabled dashboards, the offered ones, and a form that enables one by its address. */
export function DashboardsSection({ clouds }: { clouds: CloudView[] | null }) {
  const [url, setUrl] = useState('');
  const settings = useDashboards(clouds, () => setUrl(''));
  const { dashboards, enable, requestAccess, disable } = settings;
  if (dashboards === null) return null;
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
              dashboard.granted ? requestAccess(origins) : enable(dashboard.root, origins, dashboard.kind)
            }
            onDisable={() => disable(dashboard.root)}
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
      <EnableForm url={url} onUrl={setUrl} dashboards={settings} />
    </section>
  );
}

interface FormProps {
  url: string;
  onUrl(url: string): void;
  dashboards: DashboardSettings;
}

function EnableForm({ url, onUrl, dashboards: { enabling, error, enable, clearEnabling } }: FormProps) {
  const api = usePageApi();
  const typed = url.trim();
  const enableUrl = (dashboardUrl: string) => {
    const origin = api.matchPatternOf(dashboardUrl);
    enable(dashboardUrl, origin === null ? [] : [origin]);
  };
  return (
    <form
      class="field"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        enableUrl(typed);
      }}
    >
      <label for="dashboard-url">{i18n.t('settings.dashboards.url')}</label>
      <div class="beside">
        <input
          id="dashboard-url"
          name="url"
          type="text"
          inputMode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder="https://horizon.example.org/"
          value={url}
          aria-invalid={error !== null ? 'true' : undefined}
          aria-errormessage={error !== null ? 'dashboard-error' : undefined}
          onInput={(event) => {
            onUrl(event.currentTarget.value);
            clearEnabling();
          }}
        />
        <button type="submit" class="button" disabled={enabling === 'working' || typed === ''}>
          {i18n.t('settings.dashboards.enable')}
        </button>
      </div>
      <p role="status" class="hint">
        {enabling !== null && i18n.t(`settings.dashboards.${enabling}`)}
      </p>
      {error !== null && (
        <ProblemAlert
          id="dashboard-error"
          problem={error.problem}
          accessDenied={error.accessDenied}
          actions={{
            'allow-access': () => enable(error.url, error.problem.facts.origins ?? []),
            retry: () => enableUrl(error.url),
          }}
        />
      )}
    </form>
  );
}
