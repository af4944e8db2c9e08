import { HOSTILE, ONLY_FOR } from '@/tests/torture/support/hostile';
import type { CellFault, FaultsOf } from '@/tests/torture/support/model';
import { network } from '@/tests/torture/support/network';

/** A token is not valid, or a thing is not there: whoever is told so keeps no record of it. */
const CLAIMS = /401|404|in an error|as a user/;

function answers(name: string, respond: (typeof HOSTILE)[string], call: string): CellFault {
  return {
    kind: `cloud ${name}`,
    at: call,
    activate(state) {
      state.isLie = call.startsWith('DELETE') || CLAIMS.test(name);
      network.answerInstead = (sent) => (sent.call === call ? respond(sent) : null);
    },
  };
}

/** A cloud answers each of its calls in each hostile way, as often as it is asked. */
export const cloudMatrix: FaultsOf = ({ calls }) =>
  Object.entries(HOSTILE).flatMap(([name, respond]) =>
    calls.filter((call) => ONLY_FOR[name]?.test(call) ?? true).map((call) => answers(name, respond, call)),
  );
