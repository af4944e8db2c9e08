import { hasPrompt, type PromptedCode } from '@/utils/explain/next-step';
import { i18n } from '@/utils/i18n';
import type { PageApi } from '@/utils/messaging/page-api';
import type { Problem } from '@/utils/problems/problem';
import { passcodeOf } from './passcode';
import type { PromptInputAttributes } from './secret-prompt';

/** How a secret is asked for and sent. */
export interface SecretRequest {
  label: string;
  button: string;
  attributes: PromptInputAttributes;
  /** null: accepted. Never throws. */
  send(api: PageApi, typed: string): Promise<Problem | null>;
}

/** Codes that one input solves. */
export type SingleFieldCode = Exclude<PromptedCode, 'NEW_PASSWORD_NEEDED'>;

const PROMPTS: Record<SingleFieldCode, (problem: Problem) => SecretRequest> = {
  VAULT_LOCKED: () => ({
    label: i18n.t('vault.passphrase'),
    button: i18n.t('vault.unlock'),
    attributes: { type: 'password', autocomplete: 'off' },
    async send(api, passphrase) {
      const reply = await api.send('unlock', { passphrase });
      return reply.ok ? null : reply.problem;
    },
  }),
  PASSCODE_NEEDED: ({ facts }) => ({
    label: i18n.t('settings.field.passcode'),
    button: i18n.t('prompt.continue'),
    attributes: { type: 'text', inputMode: 'numeric', autocomplete: 'off' },
    async send(api, typed) {
      const reply = await api.send('signInWithPasscode', { cloudId: facts.cloudId ?? '', passcode: passcodeOf(typed) });
      if (reply.ok) return null;
      // the resumed action asks again
      const { code } = reply.problem;
      return hasPrompt(code) && code !== 'PASSCODE_NEEDED' ? null : reply.problem;
    },
  }),
};

/** Asks for the passphrase, or a passcode for the problem's cloud. */
export function promptFor(problem: Problem & { code: SingleFieldCode }): SecretRequest {
  return PROMPTS[problem.code](problem);
}
