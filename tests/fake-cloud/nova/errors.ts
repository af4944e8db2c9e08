import { AnswerError } from '@/tests/fake-cloud/http/messages';

/** Source: nova/api/openstack/wsgi.py `Fault._fault_names`; all else is a `computeFault`. */
const FAULT_NAMES: Record<number, string> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  429: 'overLimit',
  501: 'notImplemented',
  503: 'serviceUnavailable',
};

/** `{badRequest: {code, message}}` and its siblings. */
export function novaFaultBody(status: number, message: string): object {
  return { [FAULT_NAMES[status] ?? 'computeFault']: { code: status, message } };
}

/** Nova's fault, to be thrown. */
export function novaFault(status: number, message: string): AnswerError {
  return new AnswerError({
    status,
    headers: { 'Content-Type': 'application/json; charset=UTF-8' },
    body: novaFaultBody(status, message),
  });
}

/** Nova's 404 for a path or method that this microversion does not have. */
export function notFound(): AnswerError {
  return novaFault(404, 'The resource could not be found.');
}

/** No such server in this project and region. */
export function serverNotFound(id: string): AnswerError {
  return novaFault(404, `Instance ${id} could not be found.`);
}

/** 403 by policy. */
export function policyDenies(rule: string): AnswerError {
  return novaFault(403, `Policy doesn't allow ${rule} to be performed.`);
}

/** 500 with the exception's class, as Nova's catch-all answers. */
export function unexpected(exceptionClass: string): AnswerError {
  return novaFault(
    500,
    `Unexpected API Error. Please report this at http://bugs.launchpad.net/nova/ and attach the Nova API log if possible.\n<class 'nova.exception.${exceptionClass}'>`,
  );
}
