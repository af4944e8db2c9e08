import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface ModalProps {
  class?: string;
  /** DOM id of its title */
  labelledBy: string;
  /** DOM id of a text that is read out with the title */
  describedBy?: string;
  children: ComponentChildren;
  /** Escape was pressed */
  onCancel(): void;
}

/** A dialog over all of the page, from when it is drawn until it is drawn no more. */
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
  /** the one that leaves everything as it is comes first */
  buttons: ComponentChildren;
  onCancel(): void;
}

/** A small dialog: a question, what else has to be known for it, and the answers. */
export function Dialog({ title, text, children, buttons, onCancel }: Props) {
  return (
    <Modal labelledBy="dialog-title" describedBy="dialog-text" onCancel={onCancel}>
      <h2 id="dialog-title" class="dialog-title">
        {title}
      </h2>
      <p id="dialog-text">{text}</p>
      {children}
      <div class="buttons">{buttons}</div>
    </Modal>
  );
}
