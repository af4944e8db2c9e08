import { torture } from '@/tests/torture/support/matrix';
import { cloudMatrix } from './faults/cloud';

torture(cloudMatrix, 12);
