import type { AddedElementKind, DashboardAdapter } from '@/utils/dashboards/adapter';
import type { DashboardServer, ErrorText } from '@/utils/messaging/dashboard-requests';
import { SERVER_ID_ATTRIBUTE } from './added-elements';
import type { ButtonTexts } from './button-texts';

/** One message per server. */
export interface Messages {
  show(server: DashboardServer, error: ErrorText, onAction?: (event: UIEvent) => void): void;
  clear(id: string): void;
  clearAll(): void;
}

/** Adds messages above the servers. @param onClosed gets the server id */
export function createMessages(
  document: Document,
  adapter: DashboardAdapter,
  texts: ButtonTexts,
  onClosed: (id: string) => void,
): Messages {
  function create<N extends keyof HTMLElementTagNameMap>(tag: N, kind?: AddedElementKind): HTMLElementTagNameMap[N] {
    const element = document.createElement(tag);
    if (kind !== undefined) adapter.style(element, kind);
    return element;
  }
  function button(kind: AddedElementKind, text: string, onClick: (event: UIEvent) => void): HTMLButtonElement {
    const element = create('button', kind);
    element.type = 'button';
    element.textContent = text;
    element.addEventListener('click', onClick);
    return element;
  }
  const clear = (id: string) => document.querySelector(`[role=alert][${SERVER_ID_ATTRIBUTE}="${id}"]`)?.remove();

  return {
    clear,
    clearAll() {
      for (const message of document.querySelectorAll(`[role=alert][${SERVER_ID_ATTRIBUTE}]`)) message.remove();
    },
    show({ id, name }, { sentence, nextStep, failedCall, action }, onAction) {
      const message = create('div', 'message');
      message.setAttribute('role', 'alert');
      message.setAttribute(SERVER_ID_ATTRIBUTE, id);
      const close = button('close', '×', () => {
        clear(id);
        onClosed(id);
      });
      close.setAttribute('aria-label', texts.dismiss);
      const text = create('p');
      if (name !== null) {
        const strong = create('strong');
        strong.textContent = `${name}: `;
        text.append(strong);
      }
      text.append(`${sentence} ${nextStep}`.trim());
      message.append(close, text);
      if (failedCall !== null) {
        const small = create('p', 'failed-call');
        small.textContent = failedCall;
        message.append(small);
      }
      if (action !== null && onAction !== undefined) message.append(button('action', action.label, onAction));
      clear(id);
      adapter.messagesParent(document).prepend(message);
    },
  };
}
