import type { DashboardServer } from '@/utils/messaging/dashboard';
import type { Reader } from '@/utils/readers/reader';
import { MARK } from './mark';
import type { Words } from './words';

export interface ButtonState {
  isBusy: boolean;
  /** why this server can have no console; null: it can, as far as known */
  reason: string | null;
}

const SVG = 'http://www.w3.org/2000/svg';
/** a screen with a prompt in it */
const SCREEN = 'M1 2h14v10H1zm1.5 1.5v7h11v-7zM4 5l2.5 2L4 9M7 9h4M5 13h6v1H5z';

/** @returns what makes buttons for a page: the first is built, the others are copies. */
export function buttonFactory(
  document: Document,
  reader: Reader,
  words: Words,
): (server: DashboardServer) => HTMLButtonElement {
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('width', '1em');
  icon.setAttribute('height', '1em');
  icon.setAttribute('aria-hidden', 'true');
  icon.style.verticalAlign = '-0.125em';
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SCREEN);
  path.setAttribute('fill', 'currentColor');
  icon.append(path);
  const model = document.createElement('button');
  // It stands in a form, and must neither send it nor go with it.
  model.type = 'button';
  reader.dress(model, 'button');
  model.append(icon, ` ${words.open}`);
  return (server) => {
    const button = model.cloneNode(true) as HTMLButtonElement;
    button.setAttribute(MARK, server.id);
    button.title = titleOf(server, words);
    return button;
  };
}

/** @returns what a button that can be clicked says of itself. */
export function titleOf({ name }: DashboardServer, words: Words): string {
  return name === null ? '' : words.describe(name);
}

/** Makes a button say its state. It keeps its focus, its place and its width. */
export function showState(button: HTMLElement, server: DashboardServer, state: ButtonState, words: Words): void {
  const { name } = server;
  const { isBusy, reason } = state;
  const isOff = isBusy || reason !== null;
  const set = (attribute: string, value: string) =>
    value === '' ? button.removeAttribute(attribute) : button.setAttribute(attribute, value);
  button.classList.toggle('disabled', isOff);
  button.style.cursor = isBusy ? 'progress' : '';
  set('aria-busy', isBusy ? 'true' : '');
  set('aria-disabled', isOff ? 'true' : '');
  set('title', isBusy ? words.opening : (reason ?? titleOf(server, words)));
  // A title is the description for screen readers; where it tells the reason, the server is named here.
  set('aria-description', reason === null || name === null ? '' : `${name}: ${reason}`);
}
