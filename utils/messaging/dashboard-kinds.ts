/** Also the names of folders in `utils/dashboards`. */
export const DASHBOARD_KINDS = ['horizon', 'skyline'] as const;

export type DashboardKind = (typeof DASHBOARD_KINDS)[number];
