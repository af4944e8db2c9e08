import { useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { passcodeOf } from '@/components/passcode';
import { ProblemAlert } from '@/components/problem-alert';
import { Dialog } from '@/components/settings/controls/dialog';
import { i18n } from '@/utils/i18n';
import type { IssuedAppCredentialView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { credentialText, hostOfUrl, isOf, type MadeOwner, ownersOf } from './issued-credentials';

interface Props {
  title: string;
  text: string;
  /** at least one, all of one cloud */
  issued: IssuedAppCredentialView[];
  /** the cloud's address now */
  home: string | undefined;
  confirm: string;
  /** the button that leaves them; none where there is nothing else to do */
  keep?: string;
  /** `left`: those that are still on the cloud, as the person knows */
  onDone(left: IssuedAppCredentialView[]): void;
  onCancel(): void;
}

/**
 * Deletes, on the cloud, application credentials that were made here: it takes the password of each user whose they are.
 * What could not be deleted stays listed, with the reason, until the person tries again or leaves it.
 */
export function DeleteMadeDialog({ title, text, issued, home, confirm, keep, onDone, onCancel }: Props) {
  const api = usePageApi();
  const [left, setLeft] = useState(issued);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const owners = ownersOf(left);

  /** @returns those that are still there. */
  const deleteOf = async (
    owner: MadeOwner,
    password: string,
    present: IssuedAppCredentialView[],
  ): Promise<IssuedAppCredentialView[]> => {
    const once = fieldOf('passcode', owner);
    const passcode = passcodeOf(once?.value ?? '');
    const { userId, authUrl, key } = owner;
    const cloudId = issued[0]?.cloudId ?? '';
    const reply = await api.send('deleteCredentials', {
      ...{ cloudId, userId, authUrl, password },
      ...(passcode !== '' && { passcode }),
    });
    if (once !== null) once.value = '';
    const trouble = reply.ok ? reply.value.problem : reply.problem;
    setProblem(trouble);
    setAsked(trouble?.code === 'PASSCODE_NEEDED' || trouble?.code === 'PASSCODE_WRONG' ? key : null);
    const stays = (one: IssuedAppCredentialView) =>
      !isOf(owner, one) || !reply.ok || reply.value.names.includes(one.name);
    return present.filter(stays);
  };

  const run = async () => {
    const empty = owners.map((owner) => fieldOf('password', owner)).find((field) => field?.value === '');
    if (empty) return empty.focus();
    setBusy(true);
    let present = left;
    for (const owner of owners) {
      present = await deleteOf(owner, fieldOf('password', owner)?.value ?? '', present);
      // One trouble at a time: it is told before the next password is sent.
      if (present.some((one) => isOf(owner, one))) break;
    }
    setBusy(false);
    setLeft(present);
    if (present.length === 0) onDone([]);
  };

  const buttons = (
    <>
      <button type="button" class="button" onClick={onCancel}>
        {i18n.t('settings.button.cancel')}
      </button>
      {keep !== undefined && (
        <button type="button" class="button" disabled={busy} onClick={() => onDone(left)}>
          {keep}
        </button>
      )}
      <button type="button" class="button danger" disabled={busy} onClick={() => void run()}>
        {confirm}
      </button>
    </>
  );
  return (
    <Dialog title={title} text={text} buttons={buttons} onCancel={onCancel}>
      <p>{i18n.t('settings.remove.onCloud')}</p>
      <ul class="dialog-list">
        {left.map((one) => (
          <li key={one.name}>{credentialText(one, home)}</li>
        ))}
      </ul>
      <p>{i18n.t('settings.remove.how')}</p>
      {owners.map((owner) => (
        <OwnerFields key={owner.key} owner={owner} home={home} asksPasscode={asked === owner.key} />
      ))}
      {problem !== null && <ProblemAlert problem={problem} actions={{}} />}
    </Dialog>
  );
}

function OwnerFields({
  owner,
  home,
  asksPasscode,
}: {
  owner: MadeOwner;
  home: string | undefined;
  asksPasscode: boolean;
}) {
  const { userName: user, authUrl } = owner;
  const label =
    authUrl === home
      ? i18n.t('settings.remove.passwordOf', { user })
      : i18n.t('settings.remove.passwordAt', { user, host: hostOfUrl(authUrl) });
  return (
    <>
      <div class="field">
        <label for={idOf('password', owner)}>{label}</label>
        <input id={idOf('password', owner)} type="password" autocomplete="off" />
      </div>
      {asksPasscode && (
        <div class="field">
          <label for={idOf('passcode', owner)}>{i18n.t('settings.field.passcode')}</label>
          <input id={idOf('passcode', owner)} type="text" inputMode="numeric" autocomplete="off" spellcheck={false} />
        </div>
      )}
    </>
  );
}

const idOf = (field: 'password' | 'passcode', { key }: MadeOwner) => `made-${field} ${key}`.replaceAll(' ', '-');

const fieldOf = (field: 'password' | 'passcode', owner: MadeOwner) =>
  document.getElementById(idOf(field, owner)) as HTMLInputElement | null;
