import { usePageApi } from '@/components/page-api';
import { SecretAnswer } from '@/components/secret-answer';
import { i18n } from '@/utils/i18n';

interface Props {
  id: string;
  /** what is wrong before anything was typed */
  error?: string | undefined;
  onUnlocked?(): void;
}

/** Unlocks what is behind the passphrase. */
export function UnlockField({ id, error, onUnlocked }: Props) {
  const api = usePageApi();
  return (
    <SecretAnswer
      id={id}
      label={i18n.t('vault.passphrase')}
      button={i18n.t('vault.unlock')}
      field={{ type: 'password', autocomplete: 'off' }}
      focus={false}
      error={error}
      answer={async (passphrase) => {
        const reply = await api.send('unlock', { passphrase });
        return reply.ok ? null : reply.problem;
      }}
      onRight={() => onUnlocked?.()}
    />
  );
}
