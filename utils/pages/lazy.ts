/** Loaded beside the first frame, not before it: parsing storage takes time. */
export { currentDashboard } from './current-dashboard';
export { readPlace, readSnapshot } from './snapshot';
