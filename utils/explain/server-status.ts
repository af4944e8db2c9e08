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

const isKnown = (status: string): status is KnownStatus => (SERVER_STATUSES as readonly string[]).includes(status);

const words = new Map<string, string>();

/** A server's status in the browser's language; a status Nova does not document is shown as it came. */
export function statusWord(status: string): string {
  let word = words.get(status);
  if (word === undefined) {
    word = isKnown(status) ? i18n.t(`status.${status}`) : status;
    words.set(status, word);
  }
  return word;
}

/** Why a server can have no console now, in a few words for a list. */
export function obstacleReason(obstacle: ConsoleObstacle): string {
  return i18n.t(`obstacle.${obstacle}.reason`);
}

/** Says that Nova is at work on a server (`task_state`), which has a console all the same. */
export function taskNote(): string {
  return i18n.t('status.task');
}

/** How a status is coloured: good, off, in motion, or bad. */
export type Tone = 'on' | 'off' | 'busy' | 'bad';

/** The tone of a server's dot: what it is doing now outweighs its status. */
export function toneOf(server: Pick<ServerView, 'status' | 'taskState' | 'obstacle'>): Tone {
  if (server.status === 'ERROR' || server.obstacle === 'unreachable') return 'bad';
  if (server.taskState !== null) return 'busy';
  if (server.obstacle === null) return 'on';
  return server.obstacle === 'building' || server.obstacle.endsWith('ing') ? 'busy' : 'off';
}
