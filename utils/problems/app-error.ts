import { OpenStackError } from '@/utils/openstack/errors';
import type { AppErrorCode, Problem } from './problem';

/** An error of our own. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: AppErrorCode;
  readonly facts: Problem['facts'];

  constructor(code: AppErrorCode, facts: Problem['facts'] = {}, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.facts = facts;
  }
}

/** Without message, stack and receipt; with `detail`, a text of the cloud, only for PASSWORD_UNACCEPTABLE: it has the rules. */
export function toProblem(error: unknown): Problem {
  if (error instanceof OpenStackError || error instanceof AppError) {
    const { code } = error;
    const { detail, ...facts } = error.facts;
    return { code, facts: { ...facts, ...(code === 'PASSWORD_UNACCEPTABLE' && detail !== undefined && { detail }) } };
  }
  return { code: 'INTERNAL', facts: {} };
}

/** With one of `codes`. */
export function isOpenStackError(error: unknown, ...codes: OpenStackError['code'][]): error is OpenStackError {
  return error instanceof OpenStackError && codes.includes(error.code);
}
