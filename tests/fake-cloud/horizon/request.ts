import type { CloudContext } from '@/tests/fake-cloud/context';
import type { Call } from '@/tests/fake-cloud/http/messages';
import type { DashboardSession } from './sessions';

/** A request with a login. */
export interface SessionRequest {
  context: CloudContext;
  call: Call;
  session: DashboardSession;
}
