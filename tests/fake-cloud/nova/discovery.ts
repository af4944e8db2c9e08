import type { CloudContext } from '@/tests/fake-cloud/context';
import type { Answer, Call } from '@/tests/fake-cloud/http/messages';
import { requestId } from '@/tests/fake-cloud/ids';
import { MIN_MICROVERSION, microversionOf, versionHeaders, versionText } from './microversion';

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
function detailed(call: Call, version: ApiVersion, max: string): Answer {
  const { links, ...rest } = version;
  const type = 'application/vnd.openstack.compute+json;version=2.1';
  const id = requestId();
  return {
    status: 200,
    headers: {
      ...versionHeaders(versionText(microversionOf(call, max))),
      'X-Openstack-Request-Id': id,
      'X-Compute-Request-Id': id,
    },
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
export function discovery(context: CloudContext, call: Call): Answer | undefined {
  const { legacyOnly, maxMicroversion } = context.knobs;
  const path = call.path.replace(/\/+$/, '');
  if (path === '') {
    const versions = legacyOnly ? [v20(call, true)] : [v20(call, false), v21(call, maxMicroversion)];
    return { status: 200, body: { versions } };
  }
  if (path === '/v2') return detailed(call, v20(call, legacyOnly), MIN_MICROVERSION);
  if (path === '/v2.1' && !legacyOnly) return detailed(call, v21(call, maxMicroversion), maxMicroversion);
  return undefined;
}
