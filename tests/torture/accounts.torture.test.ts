import { torture } from './support/matrix';
import { ACCOUNTS } from './use-cases/accounts';

torture(ACCOUNTS);
