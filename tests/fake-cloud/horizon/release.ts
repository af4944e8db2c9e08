import type { FakeCloudConfig } from '@/tests/fake-cloud/config';

/** What differs between releases. */
export interface Release {
  /**
   * before Newton: another header of a server's page, one pager that loses its marker, fewer details and tabs, no token
   * for scripts, no `auto_console`, no clouds.yaml
   */
  isOld: boolean;
  /** Django's CSRF protection checks `Origin` (4.0 and later), and only a form (POST) logs out */
  isNewest: boolean;
  /** class of pending rows. Source: horizon/tables/base.py `get_row_status_class`. */
  pending: 'status_unknown' | 'warning';
  /** the endpoints in `svc-catalog`: Zed removes elements while it iterates, and so misses some */
  catalog: 'whole' | 'leaky' | 'public';
  /** paths of the downloads and of the page with the endpoints, below WEBROOT */
  apiAccess: string;
  apiAccessPage: string;
  /** every value of the openrc is quoted */
  quotedOpenrc: boolean;
  /** the quotation marks of the templates' attributes */
  quote: '"' | "'";
}

const ZED: Release = {
  isOld: false,
  isNewest: false,
  pending: 'warning',
  catalog: 'leaky',
  apiAccess: 'project/api_access/',
  apiAccessPage: 'project/api_access/',
  quotedOpenrc: true,
  quote: "'",
};

const RELEASES: Record<FakeCloudConfig['horizonRelease'], Release> = {
  mitaka: {
    ...ZED,
    isOld: true,
    pending: 'status_unknown',
    catalog: 'whole',
    apiAccess: 'project/access_and_security/api_access/',
    apiAccessPage: 'project/access_and_security/?tab=access_security_tabs__api_access_tab',
    quotedOpenrc: false,
  },
  zed: ZED,
  '2026.1': { ...ZED, isNewest: true, catalog: 'public', quotedOpenrc: false, quote: '"' },
};

/** The traits of the release that the settings name. */
export function releaseOf(config: FakeCloudConfig): Release {
  return RELEASES[config.horizonRelease];
}
