import './popup-prompt.css';
import { ProblemPrompt } from '@/components/problem-prompt';
import { useVault } from '@/components/use-vault';
import { explain } from '@/utils/explain/explain';
import type { PromptedCode } from '@/utils/explain/next-step';
import { i18n } from '@/utils/i18n';
import type { Problem } from '@/utils/problems/problem';

interface Props {
  problem: Problem & { code: PromptedCode };
  onResolved(): void;
  onDismiss?: () => void;
  openSettings(): void;
}

/** Asks for a secret, with the problem's sentence as title. */
export function PopupPrompt({ problem, onResolved, onDismiss, openSettings }: Props) {
  const { sentence } = explain(problem);
  return (
    <section class="prompt" aria-labelledby="prompt-title">
      <header>
        <h2 id="prompt-title">{sentence}</h2>
        {onDismiss && (
          <button type="button" class="button quiet icon" aria-label={i18n.t('action.dismiss')} onClick={onDismiss}>
            <span aria-hidden="true">×</span>
          </button>
        )}
      </header>
      <ProblemPrompt id="prompt-field" problem={problem} onResolved={onResolved} />
      {problem.code === 'VAULT_LOCKED' && <PasskeyButton openSettings={openSettings} />}
    </section>
  );
}

/** A popup that loses the focus, as to a system's dialog for passkeys, closes: the settings ask instead. */
function PasskeyButton({ openSettings }: { openSettings(): void }) {
  const { vault } = useVault();
  if (vault?.passkey === undefined) return null;
  return (
    <button type="button" class="link" onClick={openSettings}>
      {i18n.t('vault.passkey.inSettings')}
    </button>
  );
}
