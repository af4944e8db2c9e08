import { Dialog } from './dialog';

interface Props {
  title: string;
  text: string;
  confirm: string;
  cancel: string;
  onConfirm(): void;
  onCancel(): void;
}

/** Asks before something is lost. Cancel comes first. */
export function ConfirmDialog({ title, text, confirm, cancel, onConfirm, onCancel }: Props) {
  const buttons = (
    <>
      <button type="button" class="button" onClick={onCancel}>
        {cancel}
      </button>
      <button type="button" class="button danger" onClick={onConfirm}>
        {confirm}
      </button>
    </>
  );
  return <Dialog title={title} text={text} buttons={buttons} onCancel={onCancel} />;
}
