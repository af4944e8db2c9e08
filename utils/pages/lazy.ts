/** What pages read of storage, with all that it takes to parse it: loaded beside the first frame, not before it. */
export { currentDashboard } from './current-dashboard';
export { readPlace, readSnapshot } from './snapshot';
