import type { ButtonSlot } from '@/utils/dashboards/adapter';
import { textOf, UUID } from '@/utils/dashboards/dom';

const ROW_ID = new RegExp(`^instances__row__(${UUID})$`);

const ROWS = '#instances > tbody > tr[data-object-id]';

/**
 * Horizon offers its console to ACTIVE servers only (openstack_dashboard/dashboards/project/instances/tables.py
 * `ConsoleLink`). One query for each row takes half the time of one for the list (`:has`), or of `getElementsByClassName`.
 */
const CONSOLE = '.btn-console[id$="__action_console"]';

/** Objects of `classList` take too long in a long list. */
const ACTIONS = /(?:^|\s)actions_column(?:\s|$)/;
const GROUP = /(?:^|\s)btn-group(?:\s|$)/;

/** Pending was `status_unknown` in Liberty and Mitaka. Source: horizon/tables/base.py */
const STATUS_CELLS = 'td.status_up, td.status_down, td.warning, td.status_unknown';

/** The slots of the instances list. Source: horizon/templates/horizon/common/_data_table*.html */
export function* rowSlots(document: Document): Generator<ButtonSlot> {
  for (const row of document.querySelectorAll(ROWS)) {
    // a row may be removed while the list is read
    const slot = row.isConnected ? rowSlot(row) : null;
    if (slot !== null) yield slot;
  }
}

function rowSlot(row: Element): ButtonSlot | null {
  const id = ROW_ID.exec(row.id)?.[1];
  const cell = row.lastElementChild as HTMLElement | null;
  if (id === undefined || cell === null || !ACTIONS.test(cell.className)) return null;
  return {
    server: { id, name: row.getAttribute('data-display')?.trim() || null, check: !runs(cell, id) },
    holder: cell,
    insert: (button) => insertIntoCell(cell, button),
    state: () => stateOf(row),
  };
}

/** The slot in the header of a server's page. */
export function headerSlots(document: Document, id: string): ButtonSlot[] {
  // `.detail-header` too since Newton. Source: horizon/templates/horizon/common/_{detail,page}_header.html
  const header = document.querySelector('#content_body .page-header');
  if (header === null || document.getElementById('instance_details') === null) return [];
  const name = nameOnPage(document, header);
  return [
    {
      server: { id, name: name === id ? null : name, check: !runs(header, id) },
      holder: header,
      insert: (button) => insertIntoHeader(header, button),
      state: () => stateOf(header),
    },
  ];
}

/** whether a console is among the server's actions */
const runs = (actions: Element, id: string) =>
  actions.querySelector(CONSOLE)?.id === `instances__row_${id}__action_console`;

/** Without numbers that count up, random ids and our own elements. */
function stateOf(slot: Element): string {
  const cells = [...slot.querySelectorAll(STATUS_CELLS)].map((cell) => `${cell.className} ${textOf(cell)}`);
  const actions = [...slot.querySelectorAll('[id*="__action_"]')].map((action) => action.id);
  return [slot.className, ...cells, ...actions].join('\n');
}

function insertIntoCell(cell: HTMLElement, button: HTMLElement): void {
  const first = cell.firstElementChild;
  const isGroup = first !== null && GROUP.test(first.className);
  // Horizon's style sheet keeps only a group of buttons on one line (`td .btn-group`).
  if (first !== null && !isGroup) cell.style.whiteSpace = 'nowrap';
  (isGroup ? first : cell).prepend(button);
}

function insertIntoHeader(header: Element, button: HTMLElement): void {
  // Liberty and Mitaka have the form beside the title, later ones in `.detail-actions`; without actions it is missing.
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

/** A quarter of the header is too narrow for one more action. */
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
  // Marked since Pike; a tab that was not opened yet is empty.
  const name = document.querySelector('#instance_details__overview dd');
  return (
    (name?.getAttribute('data-display')?.trim() || textOf(name)) ??
    // `.detail-title .h1` since Newton
    textOf(header.querySelector('.h1, h1'))
  );
}
