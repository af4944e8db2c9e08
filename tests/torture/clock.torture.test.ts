import { torture } from '@/tests/torture/support/matrix';
import { clockMatrix } from './faults/clock';

torture(clockMatrix, 12);
