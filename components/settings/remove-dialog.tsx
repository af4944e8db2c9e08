import { useEffect, useRef, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { passcodeOf } from '@/components/passcode';
import { ProblemAlert } from '@/components/problem-alert';
import type { MadeCredential } from '@/utils/clouds/profile';
import { i18n } from '@/utils/i18n';
import type { Problem } from '@/utils/messaging/views';

interface Props {
  cloudId: string;
  name: string;
  made: MadeCredential;
  /** `deleted`: the credential is gone from the cloud */
  onConfirm(deleted: boolean): void;
  onCancel(): void;
}

/** Asks before a cloud is removed whose application credential was made here, and would stay on the cloud. */
export function RemoveDialog({ cloudId, name, made, onConfirm, onCancel }: Props) {
  const api = usePageApi();
  const dialog = useRef<HTMLDialogElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const passcode = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);

  const remove = async () => {
    const typed = password.current?.value ?? '';
    if (typed === '') return password.current?.focus();
    const once = passcodeOf(passcode.current?.value ?? '');
    setBusy(true);
    const reply = await api.send('deleteCredential', {
      cloudId,
      password: typed,
      ...(once !== '' && { passcode: once }),
    });
    setBusy(false);
    if (passcode.current !== null) passcode.current.value = '';
    if (reply.ok) return onConfirm(true);
    setProblem(reply.problem);
    setAsked(reply.problem.code === 'PASSCODE_NEEDED' || reply.problem.code === 'PASSCODE_WRONG');
  };

  return (
    <dialog ref={dialog} aria-labelledby="dialog-title" aria-describedby="dialog-text" onClose={onCancel}>
      <h2 id="dialog-title" class="dialog-title">
        {i18n.t('settings.remove.title', { name })}
      </h2>
      <p id="dialog-text">{i18n.t('settings.remove.text')}</p>
      <p>{i18n.t('settings.remove.onCloud', { name: made.name, user: made.userName })}</p>
      <div class="field">
        <label for="remove-password">{i18n.t('settings.field.password')}</label>
        <input ref={password} id="remove-password" type="password" autocomplete="off" />
      </div>
      {asked && (
        <div class="field">
          <label for="remove-passcode">{i18n.t('settings.field.passcode')}</label>
          <input
            ref={passcode}
            id="remove-passcode"
            type="text"
            inputMode="numeric"
            autocomplete="one-time-code"
            spellcheck={false}
          />
        </div>
      )}
      {problem !== null && <ProblemAlert problem={problem} actions={{}} />}
      <div class="buttons">
        <button type="button" class="button" onClick={onCancel}>
          {i18n.t('settings.button.cancel')}
        </button>
        <button type="button" class="button" disabled={busy} onClick={() => onConfirm(false)}>
          {i18n.t('settings.remove.keep')}
        </button>
        <button type="button" class="button danger" disabled={busy} onClick={() => void remove()}>
          {i18n.t('settings.remove.delete')}
        </button>
      </div>
    </dialog>
  );
}
