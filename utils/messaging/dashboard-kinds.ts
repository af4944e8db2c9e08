/**
 * The programs that are known as dashboards: the only list of them. A kind's name is that of its folder in
 * `utils/dashboards` (with `driver.ts`, `root.ts` and `page.ts`) and of its content script in `entrypoints`.
 */
export const DASHBOARD_KINDS = ['horizon', 'skyline'] as const;

export type DashboardKind = (typeof DASHBOARD_KINDS)[number];
