import { torture } from './support/matrix';
import { VAULT } from './use-cases/vault';

torture(VAULT);
