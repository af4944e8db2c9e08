import { textOf } from './horizon-page';
import type { Place } from './reader';

/** before the server's id in the id of its row */
const ROW = 'instances__row__';
/**
 * Horizon offers its console to ACTIVE servers only. Sought by class, since browsers find each id by a walk from the top.
 * Source: openstack_dashboard/dashboards/project/instances/tables.py `ConsoleLink`
 */
const CONSOLE = '.btn-console';

/** The state of a row in colours: pending was `status_unknown` in Liberty and Mitaka. Source: horizon/tables/base.py */
const STATUS_CELLS = 'td.status_up, td.status_down, td.warning, td.status_unknown';

/** @returns a place for each server of the instances list. Source: horizon/templates/horizon/common/_data_table*.html */
export function rowPlaces(document: Document): Place[] {
  const table = document.querySelector('table#instances');
  const cells = table?.querySelectorAll<HTMLElement>(`tr[id^="${ROW}"][data-object-id] > td.actions_column`) ?? [];
  const running = runsIn(table);
  const places: Place[] = [];
  for (const cell of cells) {
    const row = cell.parentElement as HTMLElement;
    const id = row.id.slice(ROW.length);
    places.push({
      server: { id, name: row.getAttribute('data-display')?.trim() || null, check: !running(id) },
      holder: cell,
      put: (button) => putIntoCell(cell, button),
      state: () => stateOf(row),
    });
  }
  return places;
}

/** @returns the place in the header of a server's page; none where the page is of no server. */
export function headerPlaces(document: Document, id: string): Place[] {
  // `.detail-header` too since Newton. Source: horizon/templates/horizon/common/_{detail,page}_header.html
  const header = document.querySelector('#content_body .page-header');
  if (header === null || document.getElementById('instance_details') === null) return [];
  const name = nameOnPage(document, header);
  return [
    {
      server: { id, name: name === id ? null : name, check: !runsIn(header)(id) },
      holder: header,
      put: (button) => putIntoHeader(header, button),
      state: () => stateOf(header),
    },
  ];
}

/** @returns what tells whether a server is offered with a console. */
function runsIn(element: Element | null): (id: string) => boolean {
  const actions = new Set([...(element?.querySelectorAll(CONSOLE) ?? [])].map((action) => action.id));
  return (id) => actions.has(`instances__row_${id}__action_console`);
}

/** Ids and colours of what a row offers and says; numbers that count up, random ids and our own nodes are not in it. */
function stateOf(place: Element): string {
  const cells = [...place.querySelectorAll(STATUS_CELLS)].map((cell) => `${cell.className} ${textOf(cell)}`);
  const actions = [...place.querySelectorAll('[id*="__action_"]')].map((action) => action.id);
  return [place.className, ...cells, ...actions].join('\n');
}

function putIntoCell(cell: HTMLElement, button: HTMLElement): void {
  const first = cell.firstElementChild;
  const isGroup = first?.matches('.btn-group') === true;
  // Only a group of buttons is kept on one line by Horizon's style sheet (`td .btn-group`).
  if (first !== null && !isGroup) cell.style.whiteSpace = 'nowrap';
  (isGroup ? first : cell).prepend(button);
}

function putIntoHeader(header: Element, button: HTMLElement): void {
  // Liberty and Mitaka have the form beside the title, Newton and later in `.detail-actions`; without actions it is missing.
  const form = header.querySelector('form.actions_column');
  const first = form?.querySelector(':scope > .btn-group, :scope > .btn');
  const actions = form ?? header.querySelector('.detail-actions');
  // Symmetric, so that it is level with the others; they take a line of their own where the header is narrow.
  button.style.margin = '3px 4px 3px 0';
  if (first) first.before(button);
  else if (actions !== null) actions.append(button);
  else {
    button.classList.add('pull-right');
    header.append(button);
  }
}

function nameOnPage(document: Document, header: Element): string | null {
  // The first line of the overview, marked since Pike; a tab that was not opened yet is empty.
  const name = document.querySelector('#instance_details__overview dd');
  return (
    (name?.getAttribute('data-display')?.trim() || textOf(name)) ??
    // `.detail-title .h1` since Newton
    textOf(header.querySelector('.h1, h1'))
  );
}
