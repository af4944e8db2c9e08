import type { FakeServer, ServerStatus } from '@/tests/fake-cloud/contents';
import { type FakeAnswer, isRecord } from '@/tests/fake-cloud/http/messages';
import { novaTime } from '@/tests/fake-cloud/seed/servers';
import { legacyConsole } from './consoles';
import { novaFault, policyDenies } from './errors';
import { statesOf } from './render-server';
import { findServer, isMember, type NovaRequest } from './request';

interface Transition {
  /** its name in Nova's messages and policies */
  verb: string;
  from: ServerStatus[];
  task: string;
  to: ServerStatus;
}

const TRANSITIONS: Record<string, Transition> = {
  'os-start': { verb: 'start', from: ['SHUTOFF'], task: 'powering-on', to: 'ACTIVE' },
  reboot: {
    verb: 'reboot',
    from: ['ACTIVE', 'SHUTOFF', 'PAUSED', 'SUSPENDED', 'ERROR'],
    task: 'rebooting',
    to: 'ACTIVE',
  },
  'os-stop': { verb: 'stop', from: ['ACTIVE', 'RESCUE', 'ERROR'], task: 'powering-off', to: 'SHUTOFF' },
};

function finishTransition(request: NovaRequest, server: FakeServer, to: ServerStatus): void {
  server.status = to;
  server.taskState = null;
  server.host ??= 'compute-1';
  server.updated = novaTime(Date.now());
  if (to === 'ACTIVE') return;
  request.context.screens.drop(server.id);
  if (to === 'SHUTOFF') request.context.screens.remove(server.id);
}

function transit(request: NovaRequest, server: FakeServer, transition: Transition): FakeAnswer {
  const { verb, from, task, to } = transition;
  if (!isMember(request.token)) throw policyDenies(`os_compute_api:servers:${verb}`);
  if (server.locked && !request.token.roles.includes('admin')) throw novaFault(409, `Instance ${server.id} is locked`);
  if (server.taskState !== null)
    throw novaFault(409, `Cannot '${verb}' instance ${server.id} while it is in task_state ${server.taskState}`);
  if (!from.includes(server.status)) {
    throw novaFault(409, `Cannot '${verb}' instance ${server.id} while it is in vm_state ${statesOf(server).vmState}`);
  }
  server.taskState = task;
  setTimeout(() => finishTransition(request, server, to), request.context.config.transitionMs).unref();
  return { status: 202 };
}

/** `POST /servers/{id}/action`: the legacy console actions, start, stop, reboot. */
export function serverAction(request: NovaRequest, id: string): FakeAnswer {
  const { body, malformed } = request.call;
  if (malformed) throw novaFault(400, 'Malformed request body');
  const [action, ...others] = isRecord(body) ? Object.keys(body) : [];
  if (!isRecord(body) || action === undefined || others.length > 0) throw novaFault(400, 'Malformed request body');
  const console = legacyConsole(request, id, action, body[action]);
  if (console) return console;
  const transition = TRANSITIONS[action];
  if (!transition) throw novaFault(400, `There is no such action: ${action}`);
  return transit(request, findServer(request, id), transition);
}
