import type { FakeCloudConfig } from './config';
import type { CloudContext } from './context';
import { switchAll } from './horizon/handle';
import { type Call, type FakeAnswer, type Handler, isRecord } from './http/messages';
import { addLoadServers } from './seed/contents';

/** Actions, as opposed to settings, which keep their value. */
const ONCE: Record<string, (context: CloudContext, value: unknown) => void> = {
  expireTokens: (context) => context.tokens.expireAll(),
  revokeTokens: (context) => context.tokens.revoke(() => true),
  expireConsoleTokens: (context) => context.consoleTokens.expireAll(),
  dropConsoles: (context, value) => context.screens.drop(typeof value === 'string' ? value : undefined),
  endDashboardSessions: (context) => context.dashboard.endAll(),
  switchDashboardProject: (context, value) => switchAll(context, String(value)),
  addServers: (context, value) => addLoadServers(context.contents, Number(value)),
  resetRequests: (context) => void context.journal.splice(0),
};

function turn(context: CloudContext, given: Record<string, unknown>): FakeAnswer {
  const { config } = context;
  for (const [name, value] of Object.entries(given)) {
    const once = ONCE[name];
    if (once) {
      if (value !== false) once(context, value);
    } else if (name === 'latencyMs' && isRecord(value)) Object.assign(config.latencyMs, value);
    else if (name in config) Object.assign(config, { [name]: value } as Partial<FakeCloudConfig>);
    else
      return {
        status: 400,
        body: { error: `no such setting: ${name}`, config: [...Object.keys(config), ...Object.keys(ONCE)] },
      };
  }
  return { status: 200, body: config };
}

/**
 * The control endpoint of every service, for a separate process: `GET /__config`, `POST /__config` with JSON,
 * `GET` and `DELETE /__requests`, `GET /__screen?server=<id>`. A web page cannot post to it: only JSON
 * is accepted, and no CORS header is sent.
 */
export function controlHandler(context: CloudContext): Handler {
  return (call: Call) => {
    const key = `${call.method} ${call.path}`;
    switch (key) {
      case 'GET /__config':
        return { status: 200, body: context.config };
      case 'POST /__config':
        if (!String(call.headers['content-type']).startsWith('application/json') || !isRecord(call.body)) {
          return { status: 415, body: { error: 'application/json with an object is expected' } };
        }
        return turn(context, call.body);
      case 'GET /__requests':
        return { status: 200, body: context.journal };
      case 'DELETE /__requests':
        context.journal.splice(0);
        return { status: 204 };
      case 'GET /__screen':
        return { status: 200, body: { text: context.screens.existing(call.query.get('server') ?? '')?.text() ?? '' } };
      default:
        return { status: 404, body: { error: 'no such control' } };
    }
  };
}
