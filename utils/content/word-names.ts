/** Keys in assets/locales of the words that content scripts carry. */
export const CONTENT_WORD_NAMES = [
  'dashboard.open',
  'dashboard.opening',
  'dashboard.describe',
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

/** The text of each in one language; `dashboard.describe` has `{name}` in it. */
export type ContentWords = Record<(typeof CONTENT_WORD_NAMES)[number], string>;
