import { torture } from './support/matrix';
import { EXTERNAL } from './use-cases/external';

torture(EXTERNAL);
