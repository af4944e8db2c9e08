import { type AskingCode, isAsking } from '@/utils/explain/next-step';
import { i18n } from '@/utils/i18n';
import type { PageApi } from '@/utils/messaging/page-api';
import type { Problem } from '@/utils/problems/problem';
import { passcodeOf } from './passcode';
import type { AnswerField } from './secret-answer';

/** What a page asks for, and where the answer goes. The answer is a secret: it is sent once and kept nowhere. */
export interface Ask {
  label: string;
  button: string;
  field: AnswerField;
  /** @returns the problem with the answer; null: it is right. Never throws. */
  answer(api: PageApi, typed: string): Promise<Problem | null>;
}

/** The codes that one field's answer mends. */
export type AnswerCode = Exclude<AskingCode, 'NEW_PASSWORD_NEEDED'>;

/** How each problem is asked about that an answer mends; exhaustive by type. */
const ASKS: Record<AnswerCode, (problem: Problem) => Ask> = {
  VAULT_LOCKED: () => ({
    label: i18n.t('vault.passphrase'),
    button: i18n.t('vault.unlock'),
    field: { type: 'password', autocomplete: 'off' },
    async answer(api, passphrase) {
      const reply = await api.send('unlock', { passphrase });
      return reply.ok ? null : reply.problem;
    },
  }),
  PASSCODE_NEEDED: ({ facts }) => ({
    label: i18n.t('settings.field.passcode'),
    button: i18n.t('ask.continue'),
    field: { type: 'text', inputMode: 'numeric', autocomplete: 'off' },
    async answer(api, typed) {
      const reply = await api.send('givePasscode', { cloudId: facts.cloudId ?? '', passcode: passcodeOf(typed) });
      if (reply.ok) return null;
      // What goes on is told the same, and asks for that: a new password, where this one has expired.
      const { code } = reply.problem;
      return isAsking(code) && code !== 'PASSCODE_NEEDED' ? null : reply.problem;
    },
  }),
};

/** What to ask for, given a problem that asks. */
export function askAbout(problem: Problem & { code: AnswerCode }): Ask {
  return ASKS[problem.code](problem);
}
