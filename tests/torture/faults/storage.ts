import type { CellFault, FaultsOf, Trace } from '@/tests/torture/support/model';
import { AREAS, type StorageOperation, type StoragePlace, storage } from '@/tests/torture/support/storage-calls';

/** As browsers say it. */
const REFUSED = 'The storage cannot be read or written';
const FULL = 'QUOTA_BYTES quota exceeded';
const LATE_MS = 3_000;

interface Mode {
  name: string;
  /** which calls of an area it can begin at */
  begins(operation: StorageOperation): boolean;
  /** throws, or gives the ms by which the call is late */
  hits(operation: StorageOperation, nth: number): number;
}

function fail(message: string): never {
  throw new Error(message);
}

const MODES: readonly Mode[] = [
  {
    name: 'fails once',
    begins: () => true,
    hits: (operation, nth) => (operation.nth === nth ? fail(REFUSED) : 0),
  },
  {
    name: 'fails from then on',
    begins: () => true,
    hits: (operation, nth) => (operation.nth >= nth ? fail(REFUSED) : 0),
  },
  {
    name: 'is full',
    begins: ({ kind }) => kind === 'set',
    hits: (operation, nth) => (operation.nth >= nth && operation.kind === 'set' ? fail(FULL) : 0),
  },
  {
    name: 'is slow',
    begins: ({ area }) => area !== 'vault' && area !== 'cache',
    hits: (operation, nth) => (operation.nth === nth ? LATE_MS : 0),
  },
];

/** Each area of storage fails, is full or is slow at each of its calls. */
export const storageMatrix: FaultsOf = ({ operations }: Trace) =>
  AREAS.flatMap((area) =>
    MODES.flatMap((mode) =>
      operations
        .filter((operation) => operation.area === area && mode.begins(operation))
        .map((operation) => faultOf(area, mode, operation)),
    ),
  );

function faultOf(area: StoragePlace, mode: Mode, { nth, kind }: StorageOperation): CellFault {
  return {
    kind: `${area} ${mode.name}`,
    at: `call ${nth} (${kind})`,
    activate() {
      storage.beforeCall = (operation) => (operation.area === area ? mode.hits(operation, nth) : 0);
    },
  };
}
