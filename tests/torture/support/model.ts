import type { Worker } from '@/tests/unit/support/worker';
import type { StorageOperation } from './storage-calls';

/** Something that a person, a page, another browser or an administrator has the extension do. */
export interface UseCase {
  name: string;
  /** how the passphrase is before; by default set, and the vault unlocked */
  vault?: 'locked' | 'unset';
  /** after the other clouds are stored */
  prepare?(): Promise<void>;
  run(worker: Worker): Promise<unknown>;
  /** its code where nothing goes wrong; default `done` */
  expected?: string;
  /** ids of clouds whose secret, or which themselves, may be gone afterwards */
  mayLose?: readonly string[];
  /** where storage fails for good, what was overwritten cannot be restored */
  mayLoseOwnWithStorage?: boolean;
}

/** What a use case does where nothing goes wrong. */
export interface Trace {
  operations: readonly StorageOperation[];
  /** the calls of clouds, each once, in order */
  calls: readonly string[];
  /** how many requests are sent */
  requests: number;
  /** how often it reads the clock */
  clockReads: number;
}

/** What a fault can do to a run. */
export interface FaultState {
  /** from now on the worker can neither read, write nor send */
  hasEnded: boolean;
  /** the write at which it ended; 0: at none */
  endedAtWrite: number;
  /** the cloud says that a token or an application credential is gone, and it is not */
  isLie: boolean;
}

/** One thing that goes wrong, at one point. */
export interface CellFault {
  /** a column of the table that `npm run torture` writes */
  kind: string;
  at: string;
  /** Called just before the use case. */
  activate(state: FaultState): void;
  endsWorker?: boolean;
}

/** All points at which a kind of fault can happen in a use case. */
export type FaultsOf = (trace: Trace) => CellFault[];
