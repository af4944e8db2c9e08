import { useEffect, useRef } from 'preact/hooks';

interface Props {
  title: string;
  text: string;
  /** the button that does it */
  confirm: string;
  cancel: string;
  onConfirm(): void;
  onCancel(): void;
}

/** Asks before something is lost. Escape and the other button leave everything as it is. */
export function ConfirmDialog({ title, text, confirm, cancel, onConfirm, onCancel }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="dialog-title" aria-describedby="dialog-text" onClose={onCancel}>
      <h2 id="dialog-title" class="dialog-title">
        {title}
      </h2>
      <p id="dialog-text">{text}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={onCancel}>
          {cancel}
        </button>
        <button type="button" class="button danger" onClick={onConfirm}>
          {confirm}
        </button>
      </div>
    </dialog>
  );
}
