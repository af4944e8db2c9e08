import { type FaultAnswer, type FaultReader, faultByStatus } from '@/utils/openstack/faults';
import { CONSOLE_MICROVERSION, isOlder } from './access';

/** For an unknown URL or microversion. */
const NO_SUCH_RESOURCE = /The resource could not be found/i;

/**
 * Access rules that deny a call are 401 too. Source: https://docs.openstack.org/api-ref/compute/;
 * nova/api/openstack/wsgi.py `Fault`
 */
export const computeFault: FaultReader = (answer) => {
  if (answer.status === 401) return { code: 'TOKEN_INVALID' };
  if (answer.status === 406) return { code: 'MICROVERSION_UNSUPPORTED', facts: rangeOf(answer) };
  return faultByStatus(answer);
};

/** For one server: a 404 may be about it, a 409 is about its state. */
export const serverFault: FaultReader = (answer) => {
  if (answer.status === 404 && isAboutServer(answer)) return { code: 'SERVER_NOT_FOUND' };
  if (answer.status === 409) return { code: 'SERVER_NOT_READY' };
  return computeFault(answer);
};

/** Source: nova/api/openstack/compute/remote_consoles.py */
export const consoleFault: FaultReader = (answer) => {
  const { status, message } = answer;
  if (status === 403) return { code: 'CONSOLE_FORBIDDEN' };
  if (status === 501) return { code: 'CONSOLE_TYPE_UNAVAILABLE' };
  // Releases without a type refuse it by their schema.
  if (status === 400 && /(unavailable|invalid) console type|field\/attribute (type|protocol)/i.test(message)) {
    return { code: 'CONSOLE_TYPE_UNAVAILABLE' };
  }
  if (status === 500 && /InstanceInvalidState/.test(message)) return { code: 'SERVER_BUSY' };
  return serverFault(answer);
};

/** Before 2.6: a plain 404 without the version header, or with a lower one. Source: nova/api/openstack/wsgi.py */
export const remoteConsoleFault: FaultReader = (answer) => {
  const served = servedMicroversion(answer.headers);
  if (answer.status === 404 && !isAboutServer(answer) && (!served || isOlder(served, CONSOLE_MICROVERSION))) {
    if (NO_SUCH_RESOURCE.test(answer.message)) return { code: 'MICROVERSION_UNSUPPORTED' };
  }
  return consoleFault(answer);
};

function isAboutServer({ message }: FaultAnswer): boolean {
  return message !== '' && !NO_SUCH_RESOURCE.test(message);
}

function rangeOf({ message }: FaultAnswer): { microversions?: { min: string; max: string } } {
  const [, min, max] = /minimum is (\d+\.\d+) and maximum is (\d+\.\d+)/i.exec(message) ?? [];
  return min && max ? { microversions: { min, max } } : {};
}

function servedMicroversion(headers: Headers): string | undefined {
  const value = headers.get('openstack-api-version') ?? headers.get('x-openstack-nova-api-version') ?? '';
  return /(?<!\d)(\d+\.\d+)\s*$/.exec(value)?.[1];
}
