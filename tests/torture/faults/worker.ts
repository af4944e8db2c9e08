import type { Cell, Fault, Matrix } from '@/tests/torture/support/model';
import { network } from '@/tests/torture/support/network';
import { storage } from '@/tests/torture/support/storage-tap';

function assertAlive(cell: Cell): void {
  if (cell.isDead) throw new Error('the worker has ended');
}

function endsAtWrite(write: number): Fault {
  return {
    ...{ column: 'worker ends at a write', at: `write ${write}`, endsWorker: true },
    arm(cell) {
      storage.gate = (operation) => {
        if (operation.write === write) Object.assign(cell, { isDead: true, fatalWrite: write });
        assertAlive(cell);
        return 0;
      };
    },
  };
}

function endsAtRequest(nth: number): Fault {
  return {
    ...{ column: 'worker ends at a request', at: `request ${nth}`, endsWorker: true },
    arm(cell) {
      storage.gate = () => {
        assertAlive(cell);
        return 0;
      };
      network.impostor = () => {
        if (network.sent.length >= nth) cell.isDead = true;
        return cell.isDead ? Promise.reject(new TypeError('Failed to fetch')) : null;
      };
    },
  };
}

/** The browser ends the worker at each of its writes, and before each of its requests. */
export const workerMatrix: Matrix = ({ operations, requests }) => [
  ...operations.filter(({ write }) => write > 0).map(({ write }) => endsAtWrite(write)),
  ...Array.from({ length: requests }, (_, index) => endsAtRequest(index + 1)),
];
