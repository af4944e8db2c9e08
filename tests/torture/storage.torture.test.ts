import { torture } from '@/tests/torture/support/matrix';
import { storageMatrix } from './faults/storage';

torture(storageMatrix, 12);
