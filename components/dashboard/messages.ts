import type { DashboardAdapter, Part } from '@/utils/dashboards/adapter';
import type { DashboardServer, ErrorText } from '@/utils/messaging/dashboard-requests';
import { MARK } from './mark';
import type { Words } from './words';

/** The failures shown inside the page, at most one for each server. */
export interface Messages {
  /** @param act what the trouble's own button does, where it has one */
  show(server: DashboardServer, trouble: ErrorText, act?: (event: Event) => void): void;
  clear(id: string): void;
  clearAll(): void;
}

/** @param leave called after a message was closed by hand, with its server's id: the focus has to go somewhere */
export function messagesOn(
  document: Document,
  adapter: DashboardAdapter,
  words: Words,
  leave: (id: string) => void,
): Messages {
  function make<N extends keyof HTMLElementTagNameMap>(tag: N, part?: Part): HTMLElementTagNameMap[N] {
    const element = document.createElement(tag);
    if (part !== undefined) adapter.style(element, part);
    return element;
  }
  function button(part: Part, text: string, act: (event: Event) => void): HTMLButtonElement {
    const element = make('button', part);
    element.type = 'button';
    element.textContent = text;
    element.addEventListener('click', act);
    return element;
  }
  const clear = (id: string) => document.querySelector(`[role=alert][${MARK}="${id}"]`)?.remove();

  return {
    clear,
    clearAll() {
      for (const message of document.querySelectorAll(`[role=alert][${MARK}]`)) message.remove();
    },
    show({ id, name }, { sentence, nextStep, technical, action }, act) {
      const message = make('div', 'message');
      message.setAttribute('role', 'alert');
      message.setAttribute(MARK, id);
      const close = button('close', '×', () => {
        clear(id);
        leave(id);
      });
      close.setAttribute('aria-label', words.dismiss);
      const text = make('p');
      if (name !== null) {
        const strong = make('strong');
        strong.textContent = `${name}: `;
        text.append(strong);
      }
      text.append(`${sentence} ${nextStep}`.trim());
      message.append(close, text);
      if (technical !== null) {
        const small = make('p', 'technical');
        small.textContent = technical;
        message.append(small);
      }
      if (action !== null && act !== undefined) message.append(button('action', action.label, act));
      clear(id);
      adapter.messages(document).prepend(message);
    },
  };
}
