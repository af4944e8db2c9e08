import { STATUS_CODES } from 'node:http';
import { AnswerError, type Call, type FakeAnswer } from '@/tests/fake-cloud/http/messages';

/** As Node's, but for one. */
const TITLES: Record<number, string | undefined> = { ...STATUS_CODES, 413: 'Request Entity Too Large' };

export const GENERIC_401 = 'The request you have made requires authentication.';

/** `{error: {code, message, title}}`. Source: keystone/server/flask/application.py. */
export function keystoneErrorBody(status: number, message: string, extraFields: object = {}): object {
  return { error: { code: status, ...extraFields, message, title: TITLES[status] ?? 'Error' } };
}

/** Keystone's error, to be thrown; a 401 has `WWW-Authenticate`. `extraFields` are added to the error object. */
export function keystoneError(call: Call, status: number, message: string, extraFields: object = {}): AnswerError {
  const answer: FakeAnswer = { status, body: keystoneErrorBody(status, message, extraFields) };
  if (status === 401) answer.headers = { 'WWW-Authenticate': `Keystone uri="${call.url.origin}/v3"` };
  return new AnswerError(answer);
}

/** The one 401 that Keystone gives for a wrong password, an unknown user, domain or project, and a missing role. */
export function unauthorized(call: Call): AnswerError {
  return keystoneError(call, 401, GENERIC_401);
}

/** 400 for something missing in the body. Source: keystone/exception.py `ValidationError`. */
export function missingAttribute(call: Call, attribute: string, target: string): AnswerError {
  return keystoneError(
    call,
    400,
    `Expecting to find ${attribute} in ${target}. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.`,
  );
}

/** 403: Keystone's text ends in two full stops where the reason has one. */
export function forbidden(call: Call, action: string): AnswerError {
  return keystoneError(call, 403, `You are not authorized to perform the requested action: ${action}.`);
}
