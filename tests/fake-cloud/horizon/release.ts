import type { Knobs } from '@/tests/fake-cloud/knobs';

/** What differs between releases. */
export interface Traits {
  /** class of pending rows. Source: horizon/tables/base.py `get_row_status_class`. */
  pending: 'status_unknown' | 'warning';
  /** rows carry `data-display-key` */
  displayKey: boolean;
  /** `.detail-header` with `.detail-actions`; before, `.page-header` with breadcrumb and form. */
  detailHeader: boolean;
  /** name in `dd[data-display]`, and the project's id among the details */
  richOverview: boolean;
  interfacesTab: boolean;
  /** links to the page before, and a pager above the rows too */
  fullPager: boolean;
  /** name links and row URLs keep the list's marker */
  keepsMarker: boolean;
  /** `token` in user-session. Source: openstack_dashboard/api/rest/keystone.py. */
  clientToken: boolean;
  /** the endpoints in `svc-catalog`: Zed removes elements while it iterates, and so misses some */
  catalog: 'whole' | 'leaky' | 'public';
  autoConsole: boolean;
  cloudsYaml: boolean;
  /** paths of the downloads and of the page with the endpoints, below WEBROOT */
  apiAccess: string;
  apiAccessPage: string;
  /** every value of the openrc is quoted */
  quotedOpenrc: boolean;
  /** the openrc has the project's domain */
  openrcHasProjectDomain: boolean;
  /** Django's CSRF protection checks `Origin` (4.0 and later) */
  checksOrigin: boolean;
  /** how to log out: a link (GET) or a form (POST) */
  logout: 'link' | 'form';
  /** the quotation marks of the templates' attributes */
  quote: '"' | "'";
}

const ZED: Traits = {
  pending: 'warning',
  displayKey: true,
  detailHeader: true,
  richOverview: true,
  interfacesTab: true,
  fullPager: true,
  keepsMarker: true,
  clientToken: true,
  catalog: 'leaky',
  autoConsole: true,
  cloudsYaml: true,
  apiAccess: 'project/api_access/',
  apiAccessPage: 'project/api_access/',
  quotedOpenrc: true,
  openrcHasProjectDomain: true,
  checksOrigin: false,
  logout: 'link',
  quote: "'",
};

const TRAITS: Record<Knobs['horizonRelease'], Traits> = {
  mitaka: {
    ...ZED,
    pending: 'status_unknown',
    displayKey: false,
    detailHeader: false,
    richOverview: false,
    interfacesTab: false,
    fullPager: false,
    keepsMarker: false,
    clientToken: false,
    catalog: 'whole',
    autoConsole: false,
    cloudsYaml: false,
    apiAccess: 'project/access_and_security/api_access/',
    quotedOpenrc: false,
    openrcHasProjectDomain: false,
    apiAccessPage: 'project/access_and_security/?tab=access_security_tabs__api_access_tab',
  },
  zed: ZED,
  '2026.1': { ...ZED, quotedOpenrc: false, catalog: 'public', checksOrigin: true, logout: 'form', quote: '"' },
};

/** The traits of the release that the knobs ask for. */
export function traitsOf(knobs: Knobs): Traits {
  return TRAITS[knobs.horizonRelease];
}
