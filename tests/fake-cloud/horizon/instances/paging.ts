import type { Server } from '@/tests/fake-cloud/world';

export interface ServerPage {
  servers: Server[];
  hasPrevious: boolean;
  hasMore: boolean;
  /** the query of this page: `marker=…`, `prev_marker=…` or nothing */
  marker: string;
}

/**
 * One page of the list. Undefined: the marker names no server, which Nova refuses.
 * Source: openstack_dashboard/api/nova.py `server_list_paged`, horizon/tables/views.py `PagedTableMixin`.
 */
export function pageOf(servers: Server[], query: URLSearchParams, size: number): ServerPage | undefined {
  const forward = query.get('marker');
  const back = query.get('prev_marker');
  const position = servers.findIndex((server) => server.id === (back ?? forward));
  if ((forward !== null || back !== null) && position < 0) return undefined;
  if (back !== null) {
    const from = Math.max(0, position - size);
    return {
      servers: servers.slice(from, position),
      hasPrevious: from > 0,
      hasMore: true,
      marker: `prev_marker=${back}`,
    };
  }
  const from = position + 1;
  return {
    servers: servers.slice(from, from + size),
    hasPrevious: forward !== null,
    hasMore: servers.length > from + size,
    marker: forward === null ? '' : `marker=${forward}`,
  };
}
