import type { ButtonSlot } from '@/utils/dashboards/adapter';
import { textOf, UUID } from '@/utils/dashboards/dom';

const ROW_ID = new RegExp(`^instances__row__(${UUID})$`);

const ROWS = '#instances > tbody > tr[data-object-id]';

/**
 * Only for ACTIVE servers (openstack_dashboard/dashboards/project/instances/tables.py `ConsoleLink`). A query for each
 * row is faster than one with `:has`.
 */
const CONSOLE = '.btn-console[id$="__action_console"]';

/** `classList` is slow in a long list. */
const ACTIONS = /(?:^|\s)actions_column(?:\s|$)/;
const GROUP = /(?:^|\s)btn-group(?:\s|$)/;

/** `status_unknown`: Liberty and Mitaka. Source: horizon/tables/base.py */
const STATUS_CELLS = 'td.status_up, td.status_down, td.warning, td.status_unknown';

/** Source: horizon/templates/horizon/common/_data_table*.html */
export function* rowSlots(document: Document): Generator<ButtonSlot> {
  for (const row of document.querySelectorAll(ROWS)) {
    // the row may have been removed
    const slot = row.isConnected ? rowSlot(row) : null;
    if (slot !== null) yield slot;
  }
}

function rowSlot(row: Element): ButtonSlot | null {
  const id = ROW_ID.exec(row.id)?.[1];
  const cell = row.lastElementChild as HTMLElement | null;
  if (id === undefined || cell === null || !ACTIONS.test(cell.className)) return null;
  return {
    server: { id, name: row.getAttribute('data-display')?.trim() || null, checkStatus: !isRunning(cell, id) },
    buttonParent: cell,
    insert: (button) => insertIntoCell(cell, button),
    state: () => stateOf(row),
  };
}

/** At most one, in the header of a server's page. */
export function headerSlots(document: Document, id: string): ButtonSlot[] {
  // Source: horizon/templates/horizon/common/_{detail,page}_header.html
  const header = document.querySelector('#content_body .page-header');
  if (header === null || document.getElementById('instance_details') === null) return [];
  const name = nameOnPage(document, header);
  return [
    {
      server: { id, name: name === id ? null : name, checkStatus: !isRunning(header, id) },
      buttonParent: header,
      insert: (button) => insertIntoHeader(header, button),
      state: () => stateOf(header),
    },
  ];
}

const isRunning = (actions: Element, id: string) =>
  actions.querySelector(CONSOLE)?.id === `instances__row_${id}__action_console`;

/** Without counters, random ids and the extension's elements. */
function stateOf(slot: Element): string {
  const cells = [...slot.querySelectorAll(STATUS_CELLS)].map((cell) => `${cell.className} ${textOf(cell)}`);
  const actions = [...slot.querySelectorAll('[id*="__action_"]')].map((action) => action.id);
  return [slot.className, ...cells, ...actions].join('\n');
}

function insertIntoCell(cell: HTMLElement, button: HTMLElement): void {
  const first = cell.firstElementChild;
  const isGroup = first !== null && GROUP.test(first.className);
  // Horizon keeps only button groups on one line (`td .btn-group`).
  if (first !== null && !isGroup) cell.style.whiteSpace = 'nowrap';
  (isGroup ? first : cell).prepend(button);
}

function insertIntoHeader(header: Element, button: HTMLElement): void {
  // Liberty and Mitaka: beside the title; later: in `.detail-actions`; may be missing.
  const form = header.querySelector('form.actions_column');
  const first = form?.querySelector<HTMLElement>(':scope > .btn-group, :scope > .btn');
  const actions = form ?? header.querySelector('.detail-actions');
  makeRoom(header);
  if (first?.classList.contains('btn-group')) first.prepend(button);
  else if (first) {
    button.style.marginRight = '4px';
    first.before(button);
  } else if (actions !== null) actions.append(button);
  else {
    button.classList.add('pull-right');
    header.append(button);
  }
}

function makeRoom(header: Element): void {
  const title = header.querySelector<HTMLElement>('.row > .detail-title');
  const actions = header.querySelector<HTMLElement>('.row > .detail-actions');
  if (title === null || actions === null) return;
  (title.parentElement as HTMLElement).style.display = 'flex';
  title.style.flex = '1 1 0';
  title.style.minWidth = '0';
  actions.style.flex = 'none';
  actions.style.width = 'auto';
}

function nameOnPage(document: Document, header: Element): string | null {
  // The tab is marked since Pike, and is empty until it is opened.
  const name = document.querySelector('#instance_details__overview dd');
  return (
    (name?.getAttribute('data-display')?.trim() || textOf(name)) ??
    // since Newton
    textOf(header.querySelector('.h1, h1'))
  );
}
