import { STATUS_CODES } from 'node:http';
import type { CloudContext } from '@/tests/fake-cloud/context';
import { answerOf, type Call, type FakeAnswer, type Handler } from '@/tests/fake-cloud/http/messages';
import { newRequestId } from '@/tests/fake-cloud/ids';
import { accessRule, accessRulesOf, applicationCredentials } from './application-credentials';
import { authenticate } from './authenticate';
import {
  answerCatalog,
  answerDomainList,
  answerPasswordChange,
  answerProjectList,
  answerSystemList,
  answerTokenRevocation,
  answerTokenValidation,
} from './token-calls';

const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

/** The HTML pages of Keystone's web framework, for paths that are not Keystone's. */
function page(status: 404 | 405): FakeAnswer {
  const [title, text] =
    status === 404
      ? [
          'Not Found',
          'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
        ]
      : ['Method Not Allowed', 'The method is not allowed for the requested URL.'];
  const body = `<!doctype html>\n<html lang=en>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${text}</p>\n`;
  return { status, headers: HTML, body };
}

function version(call: Call): object {
  return {
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: `${call.url.origin}/v3/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
  };
}

type Route = Partial<Record<string, (context: CloudContext, call: Call) => FakeAnswer>>;

const ROUTES: Record<string, Route> = {
  '/': {
    GET: (_, call) => ({
      status: 300,
      headers: { Location: `${call.url.origin}/v3/` },
      body: { versions: { values: [version(call)] } },
    }),
  },
  '/v3': { GET: (_, call) => ({ status: 200, body: { version: version(call) } }) },
  '/v3/auth/tokens': {
    POST: authenticate,
    GET: answerTokenValidation,
    HEAD: answerTokenValidation,
    DELETE: answerTokenRevocation,
  },
  '/v3/auth/projects': { GET: answerProjectList },
  '/v3/auth/domains': { GET: answerDomainList },
  '/v3/auth/system': { GET: answerSystemList },
  '/v3/auth/catalog': { GET: answerCatalog },
};

const APPLICATION_CREDENTIALS = /^\/v3\/users\/([^/]+)\/application_credentials(?:\/([^/]+))?$/;
const ACCESS_RULES = /^\/v3\/users\/([^/]+)\/access_rules(?:\/([^/]+))?$/;
const PASSWORD = /^\/v3\/users\/([^/]+)\/password$/;

function route(context: CloudContext, call: Call): FakeAnswer {
  const path = call.path === '/v3/' ? '/v3' : call.path;
  const ofUser = APPLICATION_CREDENTIALS.exec(path);
  if (ofUser?.[1] && ['GET', 'POST', 'DELETE'].includes(call.method)) {
    return applicationCredentials(context, call, ofUser[1], ofUser[2]);
  }
  const [, ofPassword] = PASSWORD.exec(path) ?? [];
  if (ofPassword && call.method === 'POST') return answerPasswordChange(context, call, ofPassword);
  const [, ofRule, ruleId] = ACCESS_RULES.exec(path) ?? [];
  if (ofRule && !ruleId && call.method === 'GET') return accessRulesOf(context, call, ofRule);
  if (ofRule && ruleId && call.method === 'DELETE') return accessRule(context, call, ofRule, ruleId);
  const found = ROUTES[path];
  if (!found) return page(404);
  if (call.method === 'OPTIONS') {
    return { status: 200, headers: { ...HTML, Allow: [...Object.keys(found), 'OPTIONS'].join(', ') }, body: '' };
  }
  return found[call.method]?.(context, call) ?? page(405);
}

/** Keystone v3: no CORS headers, `Connection: close`, a request id on every answer. */
export function keystoneHandler(context: CloudContext): Handler {
  return (call) => {
    const answer = answerOf(() => route(context, call));
    const reason = STATUS_CODES[answer.status]?.toUpperCase();
    return {
      ...answer,
      ...(reason && { reason }),
      headers: {
        ...answer.headers,
        Vary: 'X-Auth-Token',
        'x-openstack-request-id': newRequestId(),
        Connection: 'close',
      },
    };
  };
}
