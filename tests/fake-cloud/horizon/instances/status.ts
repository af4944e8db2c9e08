import type { Traits } from '@/tests/fake-cloud/horizon/release';
import type { Server, ServerStatus } from '@/tests/fake-cloud/world';

const UP = new Set<ServerStatus>([
  'ACTIVE',
  'SHUTOFF',
  'SUSPENDED',
  'PAUSED',
  'RESCUE',
  'SHELVED',
  'SHELVED_OFFLOADED',
]);

export interface RowStatus {
  /** class of the row: down if one cell is, else pending if one is */
  row: string;
  statusCell: string;
  taskCell: string;
}

/**
 * The classes of a row. An unlisted status, and any task, is pending.
 * Source: openstack_dashboard/dashboards/project/instances/tables.py `STATUS_CHOICES`, horizon/tables/base.py
 * `calculate_row_status`.
 */
export function rowStatus({ pending }: Traits, server: Server): RowStatus {
  const statusCell = UP.has(server.status) ? 'status_up' : server.status === 'ERROR' ? 'status_down' : pending;
  const taskCell = server.taskState === null ? 'status_up' : pending;
  const cells = [statusCell, taskCell];
  const row = cells.includes('status_down') ? 'status_down' : cells.includes(pending) ? pending : 'status_up';
  return { row, statusCell, taskCell };
}
