import './sheet.css';
import type { ComponentChildren } from 'preact';
import { i18n } from '@/utils/i18n';
import { Modal } from './dialog';

interface Props {
  id: string;
  narrow?: boolean;
  title: string;
  text: string;
  children: ComponentChildren;
  footer: ComponentChildren;
  status: string;
  submit: { label: string; disabled: boolean; onClick(): void };
  onCancel(): void;
}

/** A large modal: its content scrolls, its footer does not. */
export function Sheet({ id, narrow = false, title, text, children, footer, status, submit, onCancel }: Props) {
  return (
    <Modal class={narrow ? 'sheet narrow' : 'sheet'} labelledBy={`${id}-title`} onCancel={onCancel}>
      <header>
        <h2 id={`${id}-title`} class="dialog-title">
          {title}
        </h2>
        <p class="hint">{text}</p>
      </header>
      <div class="sheet-body">{children}</div>
      <footer>
        {footer}
        <div class="buttons">
          <p role="status" class="form-status">
            {status}
          </p>
          <button type="button" class="button" onClick={onCancel}>
            {i18n.t('settings.button.cancel')}
          </button>
          <button type="button" class="button primary" disabled={submit.disabled} onClick={submit.onClick}>
            {submit.label}
          </button>
        </div>
      </footer>
    </Modal>
  );
}
