import { torture } from './support/matrix';
import { CONSOLES } from './use-cases/consoles';

torture(CONSOLES);
