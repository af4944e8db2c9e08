/** Also the folders in `utils/dashboards`. A dashboard that is not enabled is read as the first kind. */
export const DASHBOARD_KINDS = ['horizon', 'skyline'] as const;

/** The name of a kind of dashboard. */
export type DashboardKind = (typeof DASHBOARD_KINDS)[number];
