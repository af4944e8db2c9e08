/** Keys in assets/locales for content scripts. */
export const CONTENT_WORD_NAMES = [
  'dashboard.open',
  'dashboard.opening',
  'dashboard.tooltip',
  'dashboard.unavailable.sentence',
  'dashboard.unavailable.nextStep',
  'dashboard.unavailable.reload',
  'dashboard.tooMany.sentence',
  'dashboard.tooMany.nextStep',
  'problem.WORKER_GONE.sentence',
  'problem.WORKER_GONE.nextStep',
  'action.retry',
  'action.dismiss',
] as const;

/** In one language; `dashboard.tooltip` contains `{name}`. */
export type ContentWords = Record<(typeof CONTENT_WORD_NAMES)[number], string>;
