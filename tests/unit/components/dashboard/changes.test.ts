// @vitest-environment happy-dom
import '@/tests/unit/setup/i18n';
import { afterEach, describe, expect, it } from 'vitest';
import { SERVER_ID_ATTRIBUTE } from '@/components/dashboard/added-elements';
import { listPage } from '@/tests/fixtures/horizon/pages';
import { SERVERS, type Shown } from '@/tests/fixtures/horizon/server';
import { buttonOf, buttons, later, newRow, poll, rowOf, show, start, stopAll, turn } from './page';

const [ACTIVE, SHUTOFF, , BUILDING] = SERVERS as [Shown, Shown, Shown, Shown];
afterEach(stopAll);

/** Counts what changes in the table from now on. */
function countChanges() {
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((list) => void records.push(...list));
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
  return { records, stop: () => observer.disconnect() };
}

describe('a row that Horizon replaces', () => {
  it('has its button again before the page is drawn', async () => {
    show(listPage());
    start();
    await turn();
    expect(poll(BUILDING)).toBe(true);
    await Promise.resolve();
    expect(rowOf(BUILDING).contains(buttonOf(BUILDING))).toBe(true);
    expect(buttons()).toHaveLength(SERVERS.length);
  });

  it('costs one change for each poll, and no question while its state is the same', async () => {
    show(listPage());
    const { api } = start();
    await turn();
    const { records, stop } = countChanges();
    for (let count = 0; count < 20; count += 1) {
      poll(BUILDING);
      await turn();
    }
    stop();
    const ofOurs = records.filter(({ addedNodes }) =>
      [...addedNodes].some((node) => (node as Element).matches(`[${SERVER_ID_ATTRIBUTE}]`)),
    );
    const ofHorizon = records.filter(({ target }) => target.nodeName === 'TBODY');
    expect(ofOurs).toHaveLength(20);
    expect(ofOurs.length + ofHorizon.length).toBe(records.length);
    expect(api.obstacles).toHaveBeenCalledOnce();
    expect(buttons()).toHaveLength(SERVERS.length);
  });

  it('is asked about again when its state is another', async () => {
    show(listPage());
    const { api } = start({ obstacles: async (_page, ids) => Object.fromEntries(ids.map((id) => [id, 'Not now.'])) });
    await turn();
    poll({ ...BUILDING, state: 'error' });
    await turn();
    expect(api.obstacles.mock.calls.map(([, ids]) => ids).slice(1)).toEqual([[BUILDING.id]]);
    expect(buttonOf(BUILDING).title).toBe('Not now.');
  });

  it('is offered at once when it runs, whatever the answer before', async () => {
    show(listPage());
    const obstacles = later<Record<string, string>>();
    const { api } = start({ obstacles: () => obstacles.promise });
    poll({ ...BUILDING, state: 'active' });
    await turn();
    obstacles.resolve({ [BUILDING.id]: 'Not yet.' });
    await turn();
    expect(buttonOf(BUILDING).hasAttribute('aria-disabled')).toBe(false);
    expect(api.obstacles).toHaveBeenCalledOnce();
  });

  it('keeps the answer while its state is the same', async () => {
    show(listPage());
    start({ obstacles: async () => ({ [BUILDING.id]: 'Still building.' }) });
    await turn();
    poll(BUILDING);
    await turn();
    expect(buttonOf(BUILDING).title).toBe('Still building.');
    expect(buttonOf(BUILDING).getAttribute('aria-disabled')).toBe('true');
  });

  it('is still busy, and done when the console opens', async () => {
    show(listPage());
    const opened = later<null>();
    const { api } = start({ open: () => opened.promise });
    buttonOf(BUILDING).click();
    poll(BUILDING);
    await turn();
    expect(buttonOf(BUILDING).getAttribute('aria-busy')).toBe('true');
    buttonOf(BUILDING).click();
    expect(api.open).toHaveBeenCalledOnce();
    opened.resolve(null);
    await turn();
    expect(buttonOf(BUILDING).hasAttribute('aria-busy')).toBe(false);
  });

  it('may go for good', async () => {
    show(listPage());
    start();
    rowOf(SHUTOFF).remove();
    await turn();
    expect(buttons()).toHaveLength(SERVERS.length - 1);
  });
});

describe('the table', () => {
  it('may be sorted: the same rows keep the same buttons', async () => {
    show(listPage());
    const { api } = start();
    await turn();
    const before = new Set(buttons());
    const body = rowOf(ACTIVE).parentElement as HTMLElement;
    body.append(...[...body.children].reverse());
    const { records, stop } = countChanges();
    await turn();
    stop();
    expect(records).toEqual([]);
    expect(new Set(buttons())).toEqual(before);
    expect(api.obstacles).toHaveBeenCalledOnce();
  });

  it('may be replaced as a whole, or get rows later', async () => {
    show(listPage({}, [ACTIVE]));
    start();
    const table = document.getElementById('instances') as HTMLElement;
    const other = table.cloneNode(true) as HTMLElement;
    other.querySelector('tbody')?.replaceChildren();
    table.replaceWith(other);
    await turn();
    expect(buttons()).toEqual([]);
    other.querySelector('tbody')?.append(newRow(ACTIVE), newRow(SHUTOFF));
    await turn();
    expect(buttons()).toHaveLength(2);
  });

  it('may show menus: the open one stays as it is', async () => {
    show(listPage());
    start();
    const group = rowOf(ACTIVE).querySelector('.btn-group') as HTMLElement;
    group.classList.add('open');
    poll(BUILDING);
    await turn();
    expect(group.classList.contains('open')).toBe(true);
    expect(group.querySelector('.dropdown-toggle')?.nextElementSibling?.matches('.dropdown-menu')).toBe(true);
  });

  it('costs nothing while nothing happens, whatever is asked of the button', async () => {
    show(listPage());
    start();
    await turn();
    const { records, stop } = countChanges();
    buttonOf(ACTIVE).focus();
    await turn();
    stop();
    expect(records).toEqual([]);
  });

  it('has one button for a server that two rows pretend to be', async () => {
    const page = listPage({}, [ACTIVE, ACTIVE]);
    show(page);
    start();
    expect(buttons()).toHaveLength(1);
  });

  it('whose scripts remove buttons does not get them again', async () => {
    show(listPage());
    start();
    buttonOf(ACTIVE).remove();
    await turn();
    expect(buttons()).toHaveLength(SERVERS.length - 1);
  });
});
