/** The only list of them. A kind also names its folder in `utils/dashboards` and its content script. */
export const DASHBOARD_KINDS = ['horizon', 'skyline'] as const;

export type DashboardKind = (typeof DASHBOARD_KINDS)[number];
