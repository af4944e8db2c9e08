import type { DashboardServer } from '@/utils/messaging/dashboard';
import type { Reader, View } from '@/utils/readers/reader';
import { MARK } from './mark';
import type { Words } from './words';

export interface ButtonState {
  isBusy: boolean;
  /** why this server can have no console; null: it can, as far as known */
  reason: string | null;
}

const SVG = 'http://www.w3.org/2000/svg';
/** a screen on its foot, with what plays in it; as high as a capital letter, on the line as they are */
const SCREEN = 'M0 0h15v10H0zm1.5 1.5v7h12v-7zM5 3l4 2-4 2zM4 11h7v1H4z';

/** @returns what makes buttons for a page: the first of each look is built, the others are copies. */
export function buttonFactory(
  document: Document,
  reader: Reader,
  words: Words,
): (server: DashboardServer, look: View['look']) => HTMLButtonElement {
  const models: Partial<Record<View['look'], HTMLButtonElement>> = {};
  return ({ id, name }, look) => {
    models[look] ??= build(document, reader, words, look);
    const button = models[look].cloneNode(true) as HTMLButtonElement;
    button.setAttribute(MARK, id);
    button.title = words.describe(name);
    return button;
  };
}

function build(document: Document, reader: Reader, words: Words, look: View['look']): HTMLButtonElement {
  const button = document.createElement('button');
  // It stands in a form, and must neither send it nor go with it.
  button.type = 'button';
  reader.dress(button, look);
  const icon = document.createElementNS(SVG, 'svg');
  set(icon, { viewBox: '0 0 15 12', width: '.95em', height: '.76em', 'aria-hidden': 'true' });
  const path = document.createElementNS(SVG, 'path');
  set(path, { d: SCREEN, fill: 'currentColor' });
  icon.append(path);
  button.append(icon, ` ${words.open}`);
  return button;
}

/** Makes a button say its state. It keeps its focus, its place and its width. */
export function showState(button: HTMLElement, { name }: DashboardServer, state: ButtonState, words: Words): void {
  const { isBusy, reason } = state;
  const isOff = isBusy || reason !== null;
  button.classList.toggle('disabled', isOff);
  button.style.cursor = isBusy ? 'progress' : '';
  set(button, {
    'aria-busy': isBusy ? 'true' : '',
    'aria-disabled': isOff ? 'true' : '',
    title: isBusy ? words.opening : (reason ?? words.describe(name)),
    // A title is the description for screen readers; where it tells the reason, the server is named here.
    'aria-description': reason === null || name === null ? '' : `${name}: ${reason}`,
  });
}

/** Sets attributes; those that are empty are taken away. */
function set(element: Element, attributes: Record<string, string>): void {
  for (const name in attributes) {
    const value = attributes[name] ?? '';
    if (value === '') element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
}
