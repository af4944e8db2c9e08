import type { UseCase } from '@/tests/torture/support/model';
import { ACCOUNTS } from './accounts';

/** What is tried with each fault. */
export const USE_CASES: readonly UseCase[] = [...ACCOUNTS];
