import type { OpenStackErrorCode, OpenStackErrorFacts, Receipt } from './errors';

/** An answer whose status is no success. */
export interface FaultAnswer {
  status: number;
  headers: Headers;
  /** parsed JSON; null where it is none */
  body: unknown;
  /** not redacted; may be empty */
  message: string;
}

/** The error for such an answer. */
export interface Fault {
  code: OpenStackErrorCode;
  facts?: Pick<OpenStackErrorFacts, 'methods' | 'microversions' | 'userId'>;
  receipt?: Receipt;
}

/** What a service means by an answer. */
export type FaultReader = (answer: FaultAnswer) => Fault;

const BY_STATUS: Record<number, OpenStackErrorCode> = {
  300: 'MULTIPLE_CHOICES',
  400: 'BAD_REQUEST',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'RATE_LIMITED',
  429: 'RATE_LIMITED',
  500: 'SERVER_ERROR',
  501: 'NOT_IMPLEMENTED',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'UNAVAILABLE',
};

/** By the status alone; HTTP where it is unknown. */
export const faultByStatus: FaultReader = ({ status }) => ({ code: BY_STATUS[status] ?? 'HTTP' });

/** Empty: none. Source: nova/api/openstack/wsgi.py `Fault`; keystone/server/flask/application.py */
export function messageOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  if ('message' in body && typeof body.message === 'string') return body.message;
  const first: unknown = Object.values(body)[0];
  if (typeof first !== 'object' || first === null || !('message' in first)) return '';
  return typeof first.message === 'string' ? first.message : '';
}
