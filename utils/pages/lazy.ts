/** Loaded beside the first frame, not before it: parsing storage takes time. */
export { toProblem } from '@/utils/problems/app-error';
export { currentDashboard } from './current-dashboard';
export { readPlace, readSnapshot } from './snapshot';
