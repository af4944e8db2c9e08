/** Folders in `utils/dashboards`. A dashboard that is not enabled is read as the first kind. */
export const DASHBOARD_KINDS = ['horizon', 'skyline'] as const;

/** One of {@link DASHBOARD_KINDS}. */
export type DashboardKind = (typeof DASHBOARD_KINDS)[number];
