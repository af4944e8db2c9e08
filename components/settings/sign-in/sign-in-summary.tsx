import { usePageApi } from '@/components/page-api';
import { i18n } from '@/utils/i18n';
import type { HostAccess, SignInReport } from '@/utils/messaging/views';

interface Props {
  report: SignInReport;
  hosts: HostAccess[];
  onChange(): void;
}

/** User, projects and regions of a sign-in; asks for missing access to Nova. */
export function SignInSummary({ report, hosts, onChange }: Props) {
  const api = usePageApi();
  const missing = hosts.filter(({ purpose, granted }) => purpose === 'compute' && !granted);
  return (
    <div class="report">
      <p>
        <b>{i18n.t('settings.report.signedInAs', { user: report.userName })}</b>
        {' · '}
        {i18n.t('settings.report.projects', report.projects.length)}
      </p>
      {report.regions.length > 0 && <p>{i18n.t('settings.report.regions', { regions: report.regions.join(', ') })}</p>}
      {report.areRegionsCut && <p>{i18n.t('settings.report.regionsCut', { count: String(report.regions.length) })}</p>}
      {missing.length > 0 && (
        <div class="report-missing">
          <p>{i18n.t('settings.report.hostsMissing')}</p>
          <button
            type="button"
            class="button"
            onClick={() => void api.requestAccess(missing.map(({ origin }) => origin)).then(onChange)}
          >
            {i18n.t('action.allowAccess')}
          </button>
        </div>
      )}
    </div>
  );
}
