import * as z from 'zod/mini';
import type { DashboardServerState } from '@/utils/dashboards/driver';
import { AJAX_HEADERS, asJson, dashboardFetch, isRedirect, readUpTo } from '@/utils/dashboards/http';
import type { Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems/app-error';

/** openstack_dashboard/api/nova.py `Server._attrs` */
const server = z.object({
  status: z.string(),
  name: z.nullish(z.string()),
  'OS-EXT-STS:task_state': z.nullish(z.string()),
});

const MAX_BYTES = 200_000;

/**
 * openstack_dashboard/api/rest/nova.py `Server`.
 * @returns null: this Horizon does not answer
 * @throws AppError DASHBOARD_SESSION_ENDED; OpenStackError SERVER_NOT_FOUND, FORBIDDEN, and as `dashboardFetch`
 */
export async function readHorizonServer(
  client: Client,
  root: string,
  id: string,
): Promise<DashboardServerState | null> {
  const url = `${root}api/nova/servers/${encodeURIComponent(id)}`;
  const { host } = new URL(url);
  const answer = await dashboardFetch(client, url, AJAX_HEADERS);
  if (answer.status === 401 || isRedirect(answer)) throw new AppError('DASHBOARD_SESSION_ENDED', { host });
  const { text } = await readUpTo(answer, MAX_BYTES);
  const body = asJson(text);
  if (!answer.ok) throwRefusal(answer.status, host, body);
  const parsed = server.safeParse(body);
  if (!parsed.success) return null;
  const { name = null, status, 'OS-EXT-STS:task_state': taskState = null } = parsed.data;
  return { name, status, taskState };
}

/** Horizon's errors are a JSON text; other bodies mean no such page. */
function throwRefusal(status: number, host: string, body: unknown): void {
  if (typeof body !== 'string' || (status !== 404 && status !== 403)) return;
  const requestId = /\breq-[0-9a-f-]{36}\b/.exec(body)?.[0];
  const facts = { service: 'compute', method: 'GET', host, status, ...(requestId && { requestId }) } as const;
  throw new OpenStackError(status === 404 ? 'SERVER_NOT_FOUND' : 'FORBIDDEN', facts);
}
