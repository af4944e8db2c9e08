import { useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { passcodeOf } from '@/components/passcode';
import { clearInputs, focusElement, valueOfField } from '@/components/settings/controls/form-elements';
import type { IssuedAppCredentialView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { type CredentialOwner, isOwnedBy, ownersOf } from './issued-credentials';

/** Name of an owner's input. */
export const nameOfField = (field: 'password' | 'passcode', { key }: CredentialOwner): string => `${field} ${key}`;

/**
 * Deletes issued application credentials with the passwords in the form's inputs.
 * `remaining`: still on the cloud; `passcodeOwnerKey`: key of the owner whose passcode is needed.
 */
export function useCredentialDeletion(issued: IssuedAppCredentialView[], onDeleted: () => void) {
  const api = usePageApi();
  const [remaining, setRemaining] = useState(issued);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [passcodeOwnerKey, setPasscodeOwnerKey] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const owners = ownersOf(remaining);

  /** @returns those still on the cloud */
  const deleteFor = async (form: HTMLFormElement, owner: CredentialOwner, notDeleted: IssuedAppCredentialView[]) => {
    const { userId, authUrl, key } = owner;
    const passcode = passcodeOf(valueOfField(form, nameOfField('passcode', owner)));
    const reply = await api.send('deleteCredentials', {
      cloudId: issued[0]?.cloudId ?? '',
      ...{ userId, authUrl, password: valueOfField(form, nameOfField('password', owner)) },
      ...(passcode !== '' && { passcode }),
    });
    clearInputs(form, nameOfField('passcode', owner));
    const newProblem = reply.ok ? reply.value.problem : reply.problem;
    setProblem(newProblem);
    setPasscodeOwnerKey(newProblem?.code === 'PASSCODE_NEEDED' || newProblem?.code === 'PASSCODE_WRONG' ? key : null);
    return notDeleted.filter(
      (credential) =>
        !isOwnedBy(owner, credential) || !reply.ok || reply.value.remainingNames.includes(credential.name),
    );
  };

  const deleteRemaining = async (form: HTMLFormElement) => {
    const ownerWithoutPassword = owners.find((owner) => valueOfField(form, nameOfField('password', owner)) === '');
    if (busy) return;
    if (ownerWithoutPassword !== undefined) return focusElement(form, nameOfField('password', ownerWithoutPassword));
    setBusy(true);
    let notDeleted = remaining;
    for (const owner of owners) {
      notDeleted = await deleteFor(form, owner, notDeleted);
      // no further password is sent after a problem
      if (notDeleted.some((credential) => isOwnedBy(owner, credential))) break;
    }
    setBusy(false);
    setRemaining(notDeleted);
    if (notDeleted.length === 0) onDeleted();
  };
  return { remaining, owners, problem, passcodeOwnerKey, busy, deleteRemaining };
}
