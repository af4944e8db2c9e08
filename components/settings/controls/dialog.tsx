import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface ModalProps {
  class?: string;
  labelledBy: string;
  describedBy?: string;
  children: ComponentChildren;
  /** after Escape */
  onCancel(): void;
}

/** A modal `dialog` element, shown while mounted. */
export function Modal({ class: name, labelledBy, describedBy, children, onCancel }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class={name} aria-labelledby={labelledBy} aria-describedby={describedBy} onClose={onCancel}>
      {children}
    </dialog>
  );
}

interface Props {
  title: string;
  text: string;
  children?: ComponentChildren;
  /** the one that changes nothing comes first */
  buttons: ComponentChildren;
  onSubmit?(form: HTMLFormElement): void;
  onCancel(): void;
}

/** A small modal with a form. One at a time: its DOM ids are fixed. */
export function Dialog({ title, text, children, buttons, onSubmit, onCancel }: Props) {
  return (
    <Modal labelledBy="dialog-title" describedBy="dialog-text" onCancel={onCancel}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.(event.currentTarget);
        }}
      >
        <h2 id="dialog-title" class="dialog-title">
          {title}
        </h2>
        <p id="dialog-text">{text}</p>
        {children}
        <div class="buttons">{buttons}</div>
      </form>
    </Modal>
  );
}
