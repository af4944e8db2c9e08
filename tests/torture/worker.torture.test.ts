import { torture } from '@/tests/torture/support/matrix';
import { workerMatrix } from './faults/worker';

torture(workerMatrix, 12);
