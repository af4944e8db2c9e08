import { ProblemAlert } from '@/components/problem-alert';
import { Dialog } from '@/components/settings/controls/dialog';
import { addressLabel } from '@/utils/explain/explain';
import { i18n } from '@/utils/i18n';
import type { IssuedAppCredentialView } from '@/utils/messaging/views';
import { type CredentialOwner, credentialText } from './issued-credentials';
import { nameOfField, useCredentialDeletion } from './use-credential-deletion';

interface Props {
  title: string;
  text: string;
  /** at least one, all of one cloud */
  issued: IssuedAppCredentialView[];
  /** undefined: a removed cloud */
  cloudAuthUrl: string | undefined;
  confirm: string;
  /** label of a button that deletes none on the cloud */
  skip?: string;
  onDone(remaining: IssuedAppCredentialView[]): void;
  onCancel(): void;
}

/** Deletes issued application credentials with each owner's password; lists those that stay, and why. */
export function DeleteIssuedDialog({ title, text, issued, cloudAuthUrl, confirm, skip, onDone, onCancel }: Props) {
  const { remaining, owners, problem, passcodeOwnerKey, busy, deleteRemaining } = useCredentialDeletion(issued, () =>
    onDone([]),
  );
  const buttons = (
    <>
      <button type="button" class="button" onClick={onCancel}>
        {i18n.t('settings.button.cancel')}
      </button>
      {skip !== undefined && (
        <button type="button" class="button" disabled={busy} onClick={() => onDone(remaining)}>
          {skip}
        </button>
      )}
      <button type="submit" class="button danger" disabled={busy}>
        {confirm}
      </button>
    </>
  );
  return (
    <Dialog
      title={title}
      text={text}
      buttons={buttons}
      onSubmit={(form) => void deleteRemaining(form)}
      onCancel={onCancel}
    >
      <p>{i18n.t('settings.remove.onCloud')}</p>
      <ul class="dialog-list">
        {remaining.map((one) => (
          <li key={one.name}>{credentialText(one, cloudAuthUrl)}</li>
        ))}
      </ul>
      <p>{i18n.t('settings.remove.how')}</p>
      {owners.map((owner) => (
        <OwnerFields
          key={owner.key}
          owner={owner}
          cloudAuthUrl={cloudAuthUrl}
          asksPasscode={passcodeOwnerKey === owner.key}
        />
      ))}
      {problem !== null && <ProblemAlert problem={problem} actions={{}} />}
    </Dialog>
  );
}

interface OwnerProps {
  owner: CredentialOwner;
  cloudAuthUrl: string | undefined;
  asksPasscode: boolean;
}

function OwnerFields({ owner, cloudAuthUrl, asksPasscode }: OwnerProps) {
  const { userName: user, authUrl } = owner;
  const password = nameOfField('password', owner);
  const passcode = nameOfField('passcode', owner);
  const label =
    authUrl === cloudAuthUrl
      ? i18n.t('settings.remove.passwordOf', { user })
      : i18n.t('settings.remove.passwordAt', { user, host: addressLabel(authUrl) });
  return (
    <>
      <div class="field">
        <label for={idOf(password)}>{label}</label>
        <input id={idOf(password)} name={password} type="password" autocomplete="off" />
      </div>
      {asksPasscode && (
        <div class="field">
          <label for={idOf(passcode)}>{i18n.t('settings.field.passcode')}</label>
          <input
            id={idOf(passcode)}
            name={passcode}
            type="text"
            inputMode="numeric"
            autocomplete="off"
            spellcheck={false}
          />
        </div>
      )}
    </>
  );
}

const idOf = (name: string) => `issued-${name}`.replaceAll(' ', '-');
