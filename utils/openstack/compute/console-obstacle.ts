/** Why a server can have no console now. */
export type ConsoleObstacle =
  | 'shutoff'
  | 'paused'
  | 'suspended'
  | 'shelved'
  | 'building'
  | 'error'
  | 'resizing'
  | 'rebuilding'
  | 'migrating'
  | 'deleting'
  | 'deleted'
  | 'unreachable'; // its cell is down

/** Source: nova/api/openstack/common.py `_STATE_MAP` */
const BY_STATUS: Record<string, ConsoleObstacle> = {
  SHUTOFF: 'shutoff',
  PAUSED: 'paused',
  SUSPENDED: 'suspended',
  SHELVED: 'shelved',
  SHELVED_OFFLOADED: 'shelved',
  BUILD: 'building',
  ERROR: 'error',
  RESIZE: 'resizing',
  REVERT_RESIZE: 'resizing',
  REBUILD: 'rebuilding',
  MIGRATING: 'migrating',
  SOFT_DELETED: 'deleted',
  DELETED: 'deleted',
  UNKNOWN: 'unreachable',
};

/** For ACTIVE servers. Source: nova/compute/task_states.py */
const BY_TASK: Record<string, ConsoleObstacle> = {
  deleting: 'deleting',
  'soft-deleting': 'deleting',
  migrating: 'migrating',
  pausing: 'paused',
  suspending: 'suspended',
  shelving: 'shelved',
  shelving_image_pending_upload: 'shelved',
  shelving_image_uploading: 'shelved',
  shelving_offloading: 'shelved',
};

/** Nova itself refuses few states. An unknown status is no obstacle. */
export function consoleObstacle({
  status,
  taskState,
}: {
  status: string;
  taskState: string | null;
}): ConsoleObstacle | null {
  const task = own(BY_TASK, taskState ?? '');
  return task === 'deleting' ? task : (own(BY_STATUS, status) ?? task);
}

function own(table: Record<string, ConsoleObstacle>, key: string): ConsoleObstacle | null {
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}
