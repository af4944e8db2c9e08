import { i18n } from '@/utils/i18n';
import type { ConsoleObstacle, ServerView } from '@/utils/messaging/views';

/** The statuses that Nova documents (https://docs.openstack.org/api-guide/compute/server_concepts.html). */
export const SERVER_STATUSES = [
  'ACTIVE',
  'BUILD',
  'DELETED',
  'ERROR',
  'HARD_REBOOT',
  'MIGRATING',
  'PASSWORD',
  'PAUSED',
  'REBOOT',
  'REBUILD',
  'RESCUE',
  'RESIZE',
  'REVERT_RESIZE',
  'SHELVED',
  'SHELVED_OFFLOADED',
  'SHUTOFF',
  'SOFT_DELETED',
  'STOPPED',
  'SUSPENDED',
  'UNKNOWN',
  'VERIFY_RESIZE',
] as const;

type KnownStatus = (typeof SERVER_STATUSES)[number];

const isKnownStatus = (status: string): status is KnownStatus =>
  (SERVER_STATUSES as readonly string[]).includes(status);

const statusWords = new Map<string, string>();

/** A server's status in the user's language; an unknown one unchanged. */
export function statusWord(status: string): string {
  let word = statusWords.get(status);
  if (word === undefined) {
    word = isKnownStatus(status) ? i18n.t(`status.${status}`) : status;
    statusWords.set(status, word);
  }
  return word;
}

/** Why a server has no console now, in a few words. */
export function obstacleReason(obstacle: ConsoleObstacle): string {
  return i18n.t(`obstacle.${obstacle}.reason`);
}

/** The note for a server with a `task_state`. */
export function taskNote(): string {
  return i18n.t('status.task');
}

/** CSS class of the dot beside a server's name: the color of its status. */
export type StatusColor = 'on' | 'off' | 'busy' | 'bad';

/** The color for a server; a task goes before the status, except `ERROR`. */
export function statusColorOf(server: Pick<ServerView, 'status' | 'taskState' | 'obstacle'>): StatusColor {
  if (server.status === 'ERROR' || server.obstacle === 'unreachable') return 'bad';
  if (server.taskState !== null) return 'busy';
  if (server.obstacle === null) return 'on';
  return server.obstacle === 'building' || server.obstacle.endsWith('ing') ? 'busy' : 'off';
}
