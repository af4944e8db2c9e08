import { obstacleReason, statusWord, taskNote, toneOf } from '@/utils/explain/server-status';
import { i18n } from '@/utils/i18n';
import type { ServerView } from '@/utils/messaging/views';

/** What a row shows. */
export interface RowContent {
  server: ServerView;
  /** its index in the list */
  index: number;
  /** length of the list */
  total: number;
  selected: boolean;
}

/** The DOM id of a server's row. */
export function rowId(server: ServerView): string {
  return `server-${server.id}`;
}

const shown = new WeakMap<Element, RowContent>();
let template: Element | null = null;

/** A row that shows nothing yet. The blanks keep name and status apart for whoever reads the text alone. */
export function createRow(): Element {
  if (template === null) {
    template = element('div', 'row');
    template.setAttribute('role', 'option');
    const status = element('span', 'row-status');
    status.append(element('b', ''), '');
    template.append(element('i', ''), element('span', 'row-name'), ' ', status, ' ', element('span', 'row-meta'));
  }
  return template.cloneNode(true) as Element;
}

/** Makes a row show this; touches only what differs from what it shows. */
export function fillRow(row: Element, content: RowContent): void {
  const before = shown.get(row);
  shown.set(row, content);
  const { server, index, total, selected } = content;
  if (before?.server !== server) fillServer(row, server);
  if (before?.index !== index) {
    row.setAttribute('data-index', String(index));
    row.setAttribute('aria-posinset', String(index + 1));
  }
  if (before?.total !== total) row.setAttribute('aria-setsize', String(total));
  if (before?.selected !== selected) row.setAttribute('aria-selected', String(selected));
}

function fillServer(row: Element, server: ServerView): void {
  const { obstacle, taskState } = server;
  const [dot, name, status, meta] = row.children;
  row.id = rowId(server);
  row.className = obstacle === null ? 'row' : 'row blocked';
  if (dot) dot.className = `dot ${toneOf(server)}`;
  if (name) name.textContent = server.name ?? i18n.t('popup.unnamed');
  if (meta) meta.textContent = server.addresses[0] ?? server.flavor ?? '';
  const [word, note] = status?.childNodes ?? [];
  if (word) word.textContent = statusWord(server.status);
  const reason = obstacle !== null ? obstacleReason(obstacle) : taskState === null ? null : taskNote();
  if (note) note.textContent = reason === null ? '' : ` · ${reason}`;
}

function element(tag: string, className: string): Element {
  const issued = document.createElement(tag);
  if (className !== '') issued.className = className;
  return issued;
}
