import type { CloudContext } from '@/tests/fake-cloud/context';
import { AnswerError, type Call, type FakeAnswer, header } from '@/tests/fake-cloud/http/messages';
import { novaFault, novaFaultBody } from './errors';

export interface Microversion {
  major: number;
  minor: number;
}

const MIN_MICROVERSION = '2.1';

function parse(text: string): Microversion | undefined {
  const found = /^([1-9]\d*)\.([1-9]\d*|0)$/.exec(text);
  return found ? { major: Number(found[1]), minor: Number(found[2]) } : undefined;
}

/** `2.6` */
export function versionText(version: Microversion): string {
  return `${version.major}.${version.minor}`;
}

/** Whether `version` is at least `2.<minor>`. */
export function atLeast(version: Microversion, minor: number): boolean {
  return version.major > 2 || (version.major === 2 && version.minor >= minor);
}

function asked(call: Call): string {
  for (const part of header(call, 'openstack-api-version')?.split(',') ?? []) {
    const [service, version] = part.trim().split(/\s+/);
    if (service === 'compute' && version !== undefined) return version;
  }
  return header(call, 'x-openstack-nova-api-version') ?? MIN_MICROVERSION;
}

/** Headers with the microversion that was used. */
export function versionHeaders(text: string): Record<string, string> {
  return {
    'Openstack-Api-Version': `compute ${text}`,
    'X-Openstack-Nova-Api-Version': text,
    Vary: 'X-OpenStack-Nova-API-Version',
  };
}

/**
 * The microversion of a request: from either header, `latest`, or 2.1. Throws 400 for nonsense and 406 outside the range.
 * Source: nova/api/openstack/wsgi.py `Request.set_api_version_request`.
 */
export function microversionOf(call: Call, max: string): Microversion {
  const text = asked(call);
  const version = parse(text === 'latest' ? max : text);
  if (!version) {
    throw novaFault(400, `API Version String ${text} is of invalid format. Must be of format MajorNum.MinorNum.`);
  }
  const highest = parse(max) ?? { major: 2, minor: 1 };
  if (version.major !== 2 || version.minor < 1 || version.minor > highest.minor) {
    throw new AnswerError({
      status: 406,
      headers: { 'Content-Type': 'application/json; charset=UTF-8', ...versionHeaders(text) },
      body: novaFaultBody(
        406,
        `Version ${text} is not supported by the API. Minimum is ${MIN_MICROVERSION} and maximum is ${max}.`,
      ),
    });
  }
  return version;
}

interface ApiVersion {
  id: string;
  status: string;
  version: string;
  min_version: string;
  updated: string;
  links: object[];
}

function v20(call: Call, legacyOnly: boolean): ApiVersion {
  return {
    id: 'v2.0',
    status: legacyOnly ? 'CURRENT' : 'SUPPORTED',
    version: '',
    min_version: '',
    updated: '2011-01-21T11:33:21Z',
    links: [{ rel: 'self', href: `${call.url.origin}/v2/` }],
  };
}

function v21(call: Call, max: string): ApiVersion {
  return {
    id: 'v2.1',
    status: 'CURRENT',
    version: max,
    min_version: MIN_MICROVERSION,
    updated: '2013-07-23T11:33:21Z',
    links: [{ rel: 'self', href: `${call.url.origin}/v2.1/` }],
  };
}

/** A version's own document comes from the versioned API, with its headers. */
function detailed(call: Call, version: ApiVersion, max: string): FakeAnswer {
  const { links, ...rest } = version;
  const type = 'application/vnd.openstack.compute+json;version=2.1';
  return {
    status: 200,
    headers: versionHeaders(versionText(microversionOf(call, max))),
    body: {
      version: {
        ...rest,
        links: [...links, { rel: 'describedby', type: 'text/html', href: 'http://docs.openstack.org/' }],
        'media-types': [{ base: 'application/json', type }],
      },
    },
  };
}

/** Answers `/`, `/v2/` and `/v2.1/`, which need no token. Source: nova/api/openstack/compute/versions.py. */
export function discovery(context: CloudContext, call: Call): FakeAnswer | undefined {
  const { legacyOnly, maxMicroversion } = context.config;
  const path = call.path.replace(/\/+$/, '');
  if (path === '') {
    const versions = legacyOnly ? [v20(call, true)] : [v20(call, false), v21(call, maxMicroversion)];
    return { status: 200, body: { versions } };
  }
  if (path === '/v2') return detailed(call, v20(call, legacyOnly), MIN_MICROVERSION);
  if (path === '/v2.1' && !legacyOnly) return detailed(call, v21(call, maxMicroversion), maxMicroversion);
  return undefined;
}
