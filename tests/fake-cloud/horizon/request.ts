import type { CloudContext } from '@/tests/fake-cloud/context';
import type { Call } from '@/tests/fake-cloud/http/messages';
import type { DashboardSession } from './sessions';

/** A request of somebody who is logged in. */
export interface SessionRequest {
  context: CloudContext;
  call: Call;
  session: DashboardSession;
}
