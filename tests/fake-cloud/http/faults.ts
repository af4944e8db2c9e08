import type { FakeCloudConfig, InjectedFault } from '@/tests/fake-cloud/config';
import { newRequestId } from '@/tests/fake-cloud/ids';
import { keystoneErrorBody } from '@/tests/fake-cloud/keystone/errors';
import { novaFaultBody } from '@/tests/fake-cloud/nova/errors';
import type { Call, FakeAnswer } from './messages';

const HTML = `<!DOCTYPE html>
<html><head><title>Service Unavailable</title></head>
<body><h1>Service Unavailable</h1><p>The proxy could not reach the server behind it.</p></body></html>
`;

function matches(fault: InjectedFault, call: Call): boolean {
  return (
    (fault.service === undefined || fault.service === call.service) &&
    (fault.region === undefined || fault.region === call.region) &&
    (fault.method === undefined || fault.method.toUpperCase() === call.method) &&
    (fault.path === undefined || new RegExp(fault.path).test(call.path + call.url.search))
  );
}

/** The fault for this call, if any; counts it down and removes it after the last. */
export function takeFault(config: FakeCloudConfig, call: Call): InjectedFault | undefined {
  for (const fault of config.faults) {
    if (!matches(fault, call)) continue;
    if (fault.skip !== undefined && fault.skip > 0) {
      fault.skip -= 1;
      continue;
    }
    if (fault.times !== null) {
      fault.times = (fault.times ?? 1) - 1;
      if (fault.times <= 0) config.faults.splice(config.faults.indexOf(fault), 1);
    }
    return fault;
  }
  return undefined;
}

/** The headers of the service's own answers; a proxy in front of it sends none of them. */
function apiHeaders(call: Call, status: number): Record<string, string> {
  if (call.service !== 'keystone' && call.service !== 'nova') return {};
  const isNova = call.service === 'nova';
  const id = newRequestId();
  const keystone = isNova ? 'http://127.0.0.1/v3' : `${call.url.origin}/v3`;
  return {
    ...(isNova ? { 'X-Openstack-Request-Id': id, 'X-Compute-Request-Id': id } : { 'x-openstack-request-id': id }),
    ...(status === 401 && { 'WWW-Authenticate': `Keystone uri="${keystone}"` }),
  };
}

function apiBody(call: Call, status: number, message: string): object | string {
  if (call.service === 'keystone' || (call.service === 'nova' && status === 401))
    return keystoneErrorBody(status, message);
  if (call.service === 'nova') return novaFaultBody(status, message);
  return JSON.stringify(message);
}

/** Changes the service's real answer as the fault says. */
export function faultyAnswer(fault: InjectedFault, call: Call, real: FakeAnswer): FakeAnswer {
  const status = fault.status ?? (fault.location === undefined ? real.status : 302);
  const headers: Record<string, string | string[]> = { ...real.headers, ...fault.headers };
  if (fault.retryAfter !== undefined) headers['Retry-After'] = String(fault.retryAfter);
  if (fault.location !== undefined) headers.Location = fault.location;
  delete headers['X-Subject-Token'];
  const kind = fault.body ?? (fault.status === undefined ? 'empty' : 'api');
  const message = fault.message ?? 'A fault was asked for.';
  const typed = (type: string, body: FakeAnswer['body']): FakeAnswer => ({
    status,
    headers: { ...headers, 'Content-Type': type },
    ...(body === undefined ? {} : { body }),
  });
  switch (kind) {
    case 'api':
      Object.assign(headers, { ...apiHeaders(call, status), ...headers });
      return typed('application/json', apiBody(call, status, message));
    case 'json':
      return typed('application/json', { unexpected: message });
    case 'html':
      return typed('text/html; charset=utf-8', HTML);
    case 'garbage':
      return typed('application/json', '{"token": {"\u0000\u001f<<<');
    case 'truncated':
      return { ...real, status, headers: { ...real.headers, ...headers } };
    case 'empty':
      return typed('application/json', '');
  }
}
