import '@/tests/unit/setup/i18n';
import { type ComponentChildren, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach } from 'vitest';
import { PageApiProvider } from '@/components/page-api';
import type { FakePageApi } from './fake-page-api';

/** Draws a page into the document, and lets its first requests be answered. */
export async function draw(api: FakePageApi, children: ComponentChildren): Promise<void> {
  document.body.innerHTML = '<div id="root"></div>';
  await act(() => render(<PageApiProvider value={api}>{children}</PageApiProvider>, root()));
  await answered();
}

/** Takes the page away, as a closed tab does. */
export function close(): void {
  const drawn = document.querySelector('#root');
  if (drawn !== null) render(null, drawn);
}
afterEach(close);

/** Lets pending replies arrive and be drawn. */
export async function answered(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await act(async () => {});
}

export async function click(element: Element | null | undefined): Promise<void> {
  if (!(element instanceof HTMLElement)) throw new Error('nothing to click');
  await act(() => element.click());
  await answered();
}

export async function press(key: string, init: KeyboardEventInit = {}): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  await act(() => void document.activeElement?.dispatchEvent(event));
  await answered();
  return event;
}

export async function type(selector: string, text: string): Promise<void> {
  const field = elementOf<HTMLInputElement>(selector);
  field.value = text;
  await act(() => void field.dispatchEvent(new InputEvent('input', { bubbles: true })));
}

export async function pick(selector: string, value: string): Promise<void> {
  const field = elementOf<HTMLSelectElement>(selector);
  field.value = value;
  await act(() => void field.dispatchEvent(new Event('change', { bubbles: true })));
  await answered();
}

/** The one element; throws where there is none. */
export function elementOf<E extends Element = HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (found === null) throw new Error(`no ${selector} in ${document.body.innerHTML}`);
  return found;
}

export function elementsOf(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)];
}

export function button(name: string): HTMLElement | undefined {
  return elementsOf('button').find((element) => (element.getAttribute('aria-label') ?? element.textContent) === name);
}

export function text(selector: string): string | null {
  return document.querySelector(selector)?.textContent ?? null;
}

function root(): Element {
  return elementOf('#root');
}
