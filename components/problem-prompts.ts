import { type AskingCode, isAsking } from '@/utils/explain/next-step';
import { i18n } from '@/utils/i18n';
import type { PageApi } from '@/utils/messaging/page-api';
import type { Problem } from '@/utils/problems/problem';
import { passcodeOf } from './passcode';
import type { PromptField } from './secret-prompt';

/** The secret that a page asks for, and the message that sends it. */
export interface SecretRequest {
  label: string;
  button: string;
  field: PromptField;
  /** @returns what is wrong with the secret; null: it was accepted. Never throws. */
  send(api: PageApi, typed: string): Promise<Problem | null>;
}

/** The problems that one secret solves. */
export type PromptCode = Exclude<AskingCode, 'NEW_PASSWORD_NEEDED'>;

const PROMPTS: Record<PromptCode, (problem: Problem) => SecretRequest> = {
  VAULT_LOCKED: () => ({
    label: i18n.t('vault.passphrase'),
    button: i18n.t('vault.unlock'),
    field: { type: 'password', autocomplete: 'off' },
    async send(api, passphrase) {
      const reply = await api.send('unlock', { passphrase });
      return reply.ok ? null : reply.problem;
    },
  }),
  PASSCODE_NEEDED: ({ facts }) => ({
    label: i18n.t('settings.field.passcode'),
    button: i18n.t('prompt.continue'),
    field: { type: 'text', inputMode: 'numeric', autocomplete: 'off' },
    async send(api, typed) {
      const reply = await api.send('givePasscode', { cloudId: facts.cloudId ?? '', passcode: passcodeOf(typed) });
      if (reply.ok) return null;
      // What is resumed meets the same problem and asks for that secret, such as a new password.
      const { code } = reply.problem;
      return isAsking(code) && code !== 'PASSCODE_NEEDED' ? null : reply.problem;
    },
  }),
};

/** The secret that solves a problem. */
export function promptFor(problem: Problem & { code: PromptCode }): SecretRequest {
  return PROMPTS[problem.code](problem);
}
