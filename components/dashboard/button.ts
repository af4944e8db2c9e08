import type { DashboardAdapter, PageView } from '@/utils/dashboards/adapter';
import type { DashboardServer } from '@/utils/messaging/dashboard-requests';
import { MARK } from './mark';
import type { Words } from './words';

export interface ButtonState {
  isBusy: boolean;
  /** why this server can have no console; null: it can, as far as known */
  reason: string | null;
}

/**
 * A screen on its foot, in the colour of the text and as high as a capital letter. It is drawn with a frame and its
 * shadow: the first picture of a page costs as much as ten buttons.
 */
const SCREEN =
  'display: inline-block; box-sizing: border-box; width: .95em; height: .62em; border: .1em solid; border-radius: .06em; ' +
  'box-shadow: 0 .26em 0 -.15em; margin-bottom: .11em; vertical-align: baseline';

/** Bootstrap and Ant Design show it so. */
const OFF = ' disabled';

/** @returns what makes buttons for a page: the first of each look is built, the others are copies. */
export function buttonFactory(
  document: Document,
  adapter: DashboardAdapter,
  words: Words,
): (server: DashboardServer, variant: PageView['variant']) => HTMLButtonElement {
  const models: Partial<Record<PageView['variant'], HTMLButtonElement>> = {};
  return ({ id, name }, variant) => {
    models[variant] ??= build(document, adapter, words, variant);
    const button = models[variant].cloneNode(true) as HTMLButtonElement;
    button.setAttribute(MARK, id);
    button.title = words.describe(name);
    return button;
  };
}

function build(
  document: Document,
  adapter: DashboardAdapter,
  words: Words,
  variant: PageView['variant'],
): HTMLButtonElement {
  const button = document.createElement('button');
  // It stands in a form, and must neither send it nor go with it.
  button.type = 'button';
  adapter.style(button, variant);
  const icon = document.createElement('span');
  icon.style.cssText = SCREEN;
  button.append(icon, ` ${words.open}`);
  return button;
}

/** Makes a button say its state. It keeps its focus, its place and its width. */
export function showState(button: HTMLElement, { name }: DashboardServer, state: ButtonState, words: Words): void {
  const { isBusy, reason } = state;
  const isOff = isBusy || reason !== null;
  // Only what changes is touched: a long list has many buttons that are off.
  if (isBusy !== button.hasAttribute('aria-busy')) {
    button.style.cursor = isBusy ? 'progress' : '';
    set(button, 'aria-busy', isBusy ? 'true' : '');
  }
  if (isOff !== button.hasAttribute('aria-disabled')) {
    button.className = isOff ? button.className + OFF : button.className.replace(OFF, '');
    set(button, 'aria-disabled', isOff ? 'true' : '');
  }
  set(button, 'title', isBusy ? words.opening : (reason ?? words.describe(name)));
  // A title is the description for screen readers; where it tells the reason, the server is named here.
  set(button, 'aria-description', reason === null || name === null ? '' : `${name}: ${reason}`);
}

/** Sets an attribute; an empty one is taken away. */
function set(element: Element, name: string, value: string): void {
  if (value === '') element.removeAttribute(name);
  else element.setAttribute(name, value);
}
