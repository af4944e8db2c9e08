/** Loaded beside the first frame: parsing storage takes time. */
export { toProblem } from '@/utils/problems/app-error';
export { currentDashboard } from './current-dashboard';
export { readPlace, readSnapshot } from './snapshot';
