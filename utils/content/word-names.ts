export const CONTENT_WORD_NAMES = [
  'dashboard.open',
  'dashboard.opening',
  'dashboard.describe',
  'dashboard.gone.sentence',
  'dashboard.gone.nextStep',
  'dashboard.gone.reload',
  'dashboard.tooMany.sentence',
  'dashboard.tooMany.nextStep',
  'problem.WORKER_GONE.sentence',
  'problem.WORKER_GONE.nextStep',
  'action.retry',
  'action.dismiss',
] as const;

export type ContentWords = Record<(typeof CONTENT_WORD_NAMES)[number], string>;
