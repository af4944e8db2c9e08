import { usePageApi } from '@/components/page-api';
import { SecretPrompt } from '@/components/secret-prompt';
import { i18n } from '@/utils/i18n';
import { UnlockWithPasskey } from './unlock-with-passkey';

interface Props {
  id: string;
  error?: string | undefined;
}

/** Asks for the passphrase, or the passkey where there is one, and unlocks the vault. No form element. */
export function UnlockField({ id, error }: Props) {
  const api = usePageApi();
  return (
    <>
      <SecretPrompt
        id={id}
        name="passphrase"
        label={i18n.t('vault.passphrase')}
        button={i18n.t('vault.unlock')}
        attributes={{ type: 'password', autocomplete: 'off' }}
        focus={false}
        error={error}
        send={async (passphrase) => {
          const reply = await api.send('unlock', { passphrase });
          return reply.ok ? null : reply.problem;
        }}
        onAccepted={() => undefined}
      />
      <UnlockWithPasskey />
    </>
  );
}
