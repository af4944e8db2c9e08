import { textOf } from './horizon-page';
import type { Place } from './reader';

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The state of a row in colours: pending was `status_unknown` in Liberty and Mitaka. Source: horizon/tables/base.py */
const STATUS_CELLS = ['status_up', 'status_down', 'warning', 'status_unknown'].map((name) => `td.${name}`).join();

/** @returns a place for each server of the instances list. Source: horizon/templates/horizon/common/_data_table*.html */
export function rowPlaces(document: Document): Place[] {
  const places: Place[] = [];
  const table = document.querySelector<HTMLTableElement>('table#instances');
  for (const row of table?.rows ?? []) {
    const id = row.getAttribute('data-object-id') ?? '';
    // The last cell; sought by itself it would cost a walk through all the row.
    const cell = row.lastElementChild;
    if (!UUID.test(id) || row.id !== `instances__row__${id}` || !cell?.matches('td.actions_column')) continue;
    places.push({
      server: { id, name: row.getAttribute('data-display')?.trim() || null, check: !runs(document, id, cell) },
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
  if (header === null || document.getElementById('instance_details') === null || !UUID.test(id)) return [];
  const name = nameOnPage(document, header);
  return [
    {
      server: { id, name: name === id ? null : name, check: !runs(document, id, header) },
      holder: header,
      put: (button) => putIntoHeader(header, button),
      state: () => stateOf(header),
    },
  ];
}

/** Horizon offers its console to ACTIVE servers only. Source: openstack_dashboard/dashboards/project/instances/tables.py `ConsoleLink` */
function runs(document: Document, id: string, within: Element): boolean {
  return within.contains(document.getElementById(`instances__row_${id}__action_console`));
}

/** Ids and colours of what a row offers and says; numbers that count up, random ids and our own nodes are not in it. */
function stateOf(place: Element): string {
  const cells = [...place.querySelectorAll(STATUS_CELLS)].map((cell) => `${cell.className} ${textOf(cell)}`);
  const actions = [...place.querySelectorAll('[id*="__action_"]')].map((action) => action.id);
  return [place.className, ...cells, ...actions].join('\n');
}

function putIntoCell(cell: Element, button: HTMLElement): void {
  // Only a group of buttons is kept on one line by Horizon's style sheet (`td .btn-group`).
  const group = cell.querySelector(':scope > .btn-group');
  if (group === null && cell instanceof HTMLElement && cell.childElementCount > 0) cell.style.whiteSpace = 'nowrap';
  (group ?? cell).prepend(button);
}

function putIntoHeader(header: Element, button: HTMLElement): void {
  // Liberty and Mitaka have the form beside the title, Newton and later in `.detail-actions`; without actions it is missing.
  const form = header.querySelector('form.actions_column');
  const first = form?.querySelector(':scope > .btn-group, :scope > .btn');
  const actions = form ?? header.querySelector('.detail-actions');
  button.style.marginRight = '4px';
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
