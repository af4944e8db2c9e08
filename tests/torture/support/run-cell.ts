import type { Worker } from '@/tests/unit/support/worker';
import { newWorker } from '@/tests/unit/support/worker';
import { fetchWithHostAccess } from '@/utils/clouds/host-access';
import { toProblem } from '@/utils/problems/app-error';
import { clouds, PASSPHRASES, preparing, resetCloudsAndBrowser, SECRETS, storeBystanders } from './clouds';
import { MAX_BYTES, served } from './hostile';
import { brokenPromises } from './invariants';
import { ledger, note, resetLedger } from './ledger';
import type { CellFault, FaultState, Trace, UseCase } from './model';
import { network, resetNetwork, takeOverrun } from './network';
import { resetStorageCalls, storage } from './storage-calls';
import { clock, idle, resetTime, type Settled, settle } from './time';

/** How a cell ended: `done`, a code, `ended` with its worker, or `stuck`. */
export interface CellEnd {
  outcome: string;
  /** what does not hold afterwards */
  broken: string[];
  /** what it threw */
  error?: unknown;
}

/** Rejections that nobody handled, of the cell that runs. */
const unhandled: unknown[] = [];
export function watchRejections(): void {
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (error) => unhandled.push(error));
}

const NO_FAULT: FaultState = { hasEnded: false, endedAtWrite: 0, isLie: false };

async function begin(useCase: UseCase): Promise<FaultState> {
  resetStorageCalls();
  resetNetwork();
  resetTime();
  await resetCloudsAndBrowser();
  if (useCase.vault !== 'unset') await preparing().routes.pages.setPassphrase({ passphrase: PASSPHRASES.first });
  await storeBystanders();
  await useCase.prepare?.();
  if (useCase.vault === 'locked') await preparing().routes.pages.lock({});
  await idle();
  unhandled.splice(0);
  resetStorageCalls();
  resetNetwork(network);
  resetLedger();
  clock.reads = 0;
  served.bytes = 0;
  return { ...NO_FAULT };
}

function workerOf(state: FaultState): Worker {
  const assertNotEnded = () => {
    if (state.hasEnded) throw new Error('the worker has ended');
  };
  return newWorker(async (input, init = {}) => {
    assertNotEnded();
    const answer = await fetchWithHostAccess(input, init);
    assertNotEnded();
    note(new URL(String(input)), init, answer);
    return answer;
  });
}

/** Runs a use case where nothing goes wrong. @throws where it does not end as expected, or a promise is broken */
export async function trace(useCase: UseCase): Promise<Trace> {
  const state = await begin(useCase);
  const result = await settle(useCase.run(workerOf(state)));
  await idle();
  const found = {
    operations: storage.operations,
    calls: [...new Set(network.sent.map(({ call }) => call))],
    requests: network.sent.length,
    clockReads: clock.reads,
  };
  resetStorageCalls();
  const { outcome, broken } = await judge(useCase, state, result, false);
  if (outcome !== (useCase.expected ?? 'done') || broken.length > 0) {
    const stack = result.kind === 'failed' ? String((result.error as Error).stack) : '';
    throw new Error(`${useCase.name}, without a fault: ${[outcome, ...broken].join('; ')} ${stack}`);
  }
  return found;
}

/** Runs a use case with a fault. */
export async function runCell(useCase: UseCase, fault: CellFault): Promise<CellEnd> {
  const state = await begin(useCase);
  fault.activate(state);
  const result = await settle(useCase.run(workerOf(state)));
  await idle();
  const { hasEnded } = state;
  // What an ended worker still tries has failed by now.
  resetStorageCalls();
  network.answerInstead = () => null;
  Object.assign(clock, { offset: 0, onRead: () => undefined });
  const isLost = useCase.mayLoseOwnWithStorage && fault.kind.endsWith('fails from then on');
  return judge(isLost ? { ...useCase, mayLose: ['cloud-1'] } : useCase, state, result, hasEnded);
}

async function judge(
  useCase: UseCase,
  state: FaultState,
  result: Settled<unknown>,
  hasEnded: boolean,
): Promise<CellEnd> {
  const outcome = hasEnded ? 'ended' : outcomeOf(result);
  const broken = new Set<string>();
  if (!hasEnded) for (const reason of shown(result, outcome)) broken.add(reason);
  if (!hasEnded && unhandled.length > 0) broken.add(`a rejection that nobody handles: ${String(unhandled[0])}`);
  if (takeOverrun()) broken.add('the cloud is asked without end');
  if (served.bytes > MAX_BYTES) broken.add('more than 128 MB are taken from the cloud');
  const next = workerOf({ ...NO_FAULT });
  try {
    for (const promise of await brokenPromises(useCase, state, next)) broken.add(promise);
  } catch (error) {
    broken.add(`the next worker fails: ${String(error)}`);
  }
  if (takeOverrun()) broken.add('the next worker asks without end');
  return { outcome, broken: [...broken], ...(result.kind === 'failed' && { error: result.error }) };
}

function outcomeOf(result: Settled<unknown>): string {
  if (result.kind === 'done') return 'done';
  return result.kind === 'stuck' ? 'stuck' : toProblem(result.error).code;
}

/** What a person is shown: no INTERNAL, no secret, and something. */
function shown(result: Settled<unknown>, outcome: string): string[] {
  if (outcome === 'stuck') return ['it never ends'];
  const text =
    JSON.stringify(result.kind === 'failed' ? toProblem(result.error) : result.kind === 'done' ? result.value : null) ??
    '';
  const secrets = [
    ...Object.values(SECRETS).map(({ password }) => password),
    ...Object.values(clouds).flatMap((cloud) => cloud.secrets()),
    ...ledger.received.map(({ token }) => token),
  ];
  const error = result.kind === 'failed' && outcome === 'INTERNAL' ? String(result.error).slice(0, 80) : '';
  return [
    ...(outcome === 'INTERNAL' || text.includes('"INTERNAL"') ? [`INTERNAL ${error}`.trim()] : []),
    ...(secrets.some((secret) => text.includes(secret)) ? ['a secret is in the answer'] : []),
  ];
}
