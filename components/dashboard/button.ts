import type { DashboardAdapter, PageView } from '@/utils/dashboards/adapter';
import type { DashboardServer } from '@/utils/messaging/dashboard-requests';
import { SERVER_ID_ATTRIBUTE } from './added-elements';
import type { ButtonTexts } from './button-texts';

/** What a button shows. */
export interface ButtonState {
  isBusy: boolean;
  /** why no console can be opened; null: not known */
  reason: string | null;
}

/** Drawn in CSS: the first image of a page takes as long as ten buttons. */
const SCREEN_ICON =
  'display: inline-block; box-sizing: border-box; width: .95em; height: .62em; border: .1em solid; border-radius: .06em; ' +
  'box-shadow: 0 .26em 0 -.15em; margin-bottom: .11em; vertical-align: baseline';

/** The class of Bootstrap and of Ant Design. */
const DISABLED_CLASS = ' disabled';

/** Builds a button per variant, and clones it for each server. */
export function buttonFactory(
  document: Document,
  adapter: DashboardAdapter,
  texts: ButtonTexts,
): (server: DashboardServer, variant: PageView['variant']) => HTMLButtonElement {
  const builtButtons: Partial<Record<PageView['variant'], HTMLButtonElement>> = {};
  return ({ id, name }, variant) => {
    builtButtons[variant] ??= buildButton(document, adapter, texts, variant);
    const button = builtButtons[variant].cloneNode(true) as HTMLButtonElement;
    button.setAttribute(SERVER_ID_ATTRIBUTE, id);
    button.title = texts.tooltip(name);
    return button;
  };
}

function buildButton(
  document: Document,
  adapter: DashboardAdapter,
  texts: ButtonTexts,
  variant: PageView['variant'],
): HTMLButtonElement {
  const button = document.createElement('button');
  // not to submit a form around it
  button.type = 'button';
  adapter.style(button, variant);
  const icon = document.createElement('span');
  icon.style.cssText = SCREEN_ICON;
  button.append(icon, ` ${texts.open}`);
  return button;
}

/** Keeps focus, place and width. */
export function showState(
  button: HTMLElement,
  { name }: DashboardServer,
  state: ButtonState,
  texts: ButtonTexts,
): void {
  const { isBusy, reason } = state;
  const isDisabled = isBusy || reason !== null;
  // Writing an unchanged style or class is slow.
  if (isBusy !== button.hasAttribute('aria-busy')) {
    button.style.cursor = isBusy ? 'progress' : '';
    setOrRemove(button, 'aria-busy', isBusy ? 'true' : '');
  }
  if (isDisabled !== button.hasAttribute('aria-disabled')) {
    button.className = isDisabled ? button.className + DISABLED_CLASS : button.className.replace(DISABLED_CLASS, '');
    setOrRemove(button, 'aria-disabled', isDisabled ? 'true' : '');
  }
  setOrRemove(button, 'title', isBusy ? texts.opening : (reason ?? texts.tooltip(name)));
  // adds the server name to the title for screen readers
  setOrRemove(button, 'aria-description', reason === null || name === null ? '' : `${name}: ${reason}`);
}

function setOrRemove(element: Element, name: string, value: string): void {
  if (value === '') element.removeAttribute(name);
  else element.setAttribute(name, value);
}
