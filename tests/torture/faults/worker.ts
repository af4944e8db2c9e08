import type { CellFault, FaultState, FaultsOf } from '@/tests/torture/support/model';
import { network } from '@/tests/torture/support/network';
import { storage } from '@/tests/torture/support/storage-calls';

function assertNotEnded(state: FaultState): void {
  if (state.hasEnded) throw new Error('the worker has ended');
}

function endsAtWrite(write: number): CellFault {
  return {
    ...{ kind: 'worker ends at a write', at: `write ${write}`, endsWorker: true },
    activate(state) {
      storage.beforeCall = (operation) => {
        if (operation.write === write) {
          state.hasEnded = true;
          state.endedAtWrite = write;
        }
        assertNotEnded(state);
        return 0;
      };
    },
  };
}

function endsAtRequest(nth: number): CellFault {
  return {
    ...{ kind: 'worker ends at a request', at: `request ${nth}`, endsWorker: true },
    activate(state) {
      storage.beforeCall = () => {
        assertNotEnded(state);
        return 0;
      };
      network.answerInstead = () => {
        if (network.sent.length >= nth) state.hasEnded = true;
        return state.hasEnded ? Promise.reject(new TypeError('Failed to fetch')) : null;
      };
    },
  };
}

/** The browser ends the worker at each of its writes, and before each of its requests. */
export const workerMatrix: FaultsOf = ({ operations, requests }) => [
  ...operations.filter(({ write }) => write > 0).map(({ write }) => endsAtWrite(write)),
  ...Array.from({ length: requests }, (_, index) => endsAtRequest(index + 1)),
];
