import type { UseCase } from '@/tests/torture/support/model';
import { ACCOUNTS } from './accounts';
import { CONSOLES } from './consoles';
import { EXTERNAL } from './external';
import { VAULT } from './vault';

/** What is tried with each fault. */
export const USE_CASES: readonly UseCase[] = [...ACCOUNTS, ...VAULT, ...CONSOLES, ...EXTERNAL];
