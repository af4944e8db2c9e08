import { errorName, logProblem, stackFramesOf } from '@/utils/log';
import { toProblem } from '@/utils/problems/app-error';
import type { Problem } from '@/utils/problems/problem';

interface UnexpectedError {
  /** ms since the epoch */
  at: number;
  name: string;
  errorName: string;
  frames: string[];
}

interface Deps {
  version: string;
  browserName: string;
  /** ms since the epoch */
  now(): number;
}

/** `name`: of the message, or of what the background did. An INTERNAL problem has a report. */
export type ProblemOf = (name: string, error: unknown) => Problem;

/** Kept in memory only. */
const MAX_ENTRIES = 5;

/** A report names places in the extension's files, no message, value or address. It is sent nowhere. */
export function createProblemOf({ version, browserName, now }: Deps): ProblemOf {
  const entries: UnexpectedError[] = [];
  return (name, error) => {
    const problem = toProblem(error);
    if (problem.code !== 'INTERNAL') return problem;
    logProblem(name, problem.code, error);
    entries.unshift({ at: now(), name, errorName: errorName(error), frames: stackFramesOf(error) });
    entries.length = Math.min(entries.length, MAX_ENTRIES);
    const report = [`novnc-for-openstack ${version}, ${browserName}`, ...entries.map(entryText)].join('\n');
    return { code: 'INTERNAL', facts: { report } };
  };
}

function entryText({ at, name, errorName, frames }: UnexpectedError): string {
  return [`${new Date(at).toISOString()} ${name}: ${errorName}`, ...frames.map((frame) => `  ${frame}`)].join('\n');
}
