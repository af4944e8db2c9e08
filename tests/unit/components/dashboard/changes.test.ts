// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { SERVER_ID_ATTRIBUTE } from '@/components/dashboard/added-elements';
import { listPage } from '@/tests/fixtures/horizon/pages';
import { SERVERS, type ShownServer } from '@/tests/fixtures/horizon/server';
import {
  buttonOf,
  buttons,
  deferred,
  letPendingRun,
  newRow,
  replaceRow,
  rowOf,
  startOn,
  startOnList,
  startOnListAndWait,
} from './page';

const [ACTIVE, SHUTOFF, , BUILDING] = SERVERS as [ShownServer, ShownServer, ShownServer, ShownServer];

/** @returns what changes in the page while `run` runs */
async function changesDuring(run: () => unknown): Promise<MutationRecord[]> {
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((list) => void records.push(...list));
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
  await run();
  await letPendingRun();
  observer.disconnect();
  return records;
}

const LAST_ID = '00000000-0000-4000-8000-00000000f00d';

describe('a row that Horizon replaces', () => {
  it('has its button again before the page is drawn', async () => {
    await startOnListAndWait();
    expect(replaceRow(BUILDING)).toBe(true);
    await Promise.resolve();
    expect(rowOf(BUILDING).contains(buttonOf(BUILDING))).toBe(true);
    expect(buttons()).toHaveLength(SERVERS.length);
  });

  it('has its button added once for each poll, and the background is not asked while its state is the same', async () => {
    const { api } = await startOnListAndWait();
    const records = await changesDuring(async () => {
      for (let count = 0; count < 20; count += 1) {
        replaceRow(BUILDING);
        await letPendingRun();
      }
    });
    const ofOurs = records.filter(({ addedNodes }) =>
      [...addedNodes].some((node) => (node as Element).matches(`[${SERVER_ID_ATTRIBUTE}]`)),
    );
    const ofHorizon = records.filter(({ target }) => target.nodeName === 'TBODY');
    expect(ofOurs).toHaveLength(20);
    expect(ofOurs.length + ofHorizon.length).toBe(records.length);
    expect(api.obstacles).toHaveBeenCalledOnce();
    expect(buttons()).toHaveLength(SERVERS.length);
  });

  it('is asked about at the background again when its state is another', async () => {
    const { api } = await startOnListAndWait({
      obstacles: async (_page, ids) => Object.fromEntries(ids.map((id) => [id, 'Not now.'])),
    });
    replaceRow({ ...BUILDING, state: 'error' });
    await letPendingRun();
    expect(api.obstacles.mock.calls.map(([, ids]) => ids).slice(1)).toEqual([[BUILDING.id]]);
    expect(buttonOf(BUILDING).title).toBe('Not now.');
  });

  it('has its button enabled at once when it runs, whatever the background answered before', async () => {
    const obstacles = deferred<Record<string, string>>();
    const { api } = startOnList({ obstacles: () => obstacles.promise });
    replaceRow({ ...BUILDING, state: 'active' });
    await letPendingRun();
    obstacles.resolve({ [BUILDING.id]: 'Not yet.' });
    await letPendingRun();
    expect(buttonOf(BUILDING).hasAttribute('aria-disabled')).toBe(false);
    expect(api.obstacles).toHaveBeenCalledOnce();
  });

  it('keeps the answer while its state is the same', async () => {
    await startOnListAndWait({ obstacles: async () => ({ [BUILDING.id]: 'Still building.' }) });
    replaceRow(BUILDING);
    await letPendingRun();
    expect(buttonOf(BUILDING).title).toBe('Still building.');
    expect(buttonOf(BUILDING).getAttribute('aria-disabled')).toBe('true');
  });

  it('is still busy, and done when the console opens', async () => {
    const opened = deferred<null>();
    const { api } = startOnList({ open: () => opened.promise });
    buttonOf(BUILDING).click();
    replaceRow(BUILDING);
    await letPendingRun();
    expect(buttonOf(BUILDING).getAttribute('aria-busy')).toBe('true');
    buttonOf(BUILDING).click();
    expect(api.open).toHaveBeenCalledOnce();
    opened.resolve(null);
    await letPendingRun();
    expect(buttonOf(BUILDING).hasAttribute('aria-busy')).toBe(false);
  });

  it('may go for good', async () => {
    startOnList();
    rowOf(SHUTOFF).remove();
    await letPendingRun();
    expect(buttons()).toHaveLength(SERVERS.length - 1);
  });

  it('is not asked about at the background once it is gone, however many rows came and went', async () => {
    const first = deferred<Record<string, string>>();
    const { api } = startOnList({ obstacles: () => first.promise });
    await letPendingRun();
    const body = rowOf(SHUTOFF).parentElement as HTMLElement;
    for (let count = 0; count < 50; count += 1) {
      body.replaceChildren(newRow({ ...SHUTOFF, id: crypto.randomUUID() }));
      await letPendingRun();
    }
    body.replaceChildren(newRow({ ...SHUTOFF, id: LAST_ID }));
    await letPendingRun();
    first.resolve({});
    await letPendingRun();
    expect(api.obstacles.mock.calls.map(([, ids]) => ids).slice(1)).toEqual([[LAST_ID]]);
  });
});

describe('the table', () => {
  it('may be sorted: the same rows keep the same buttons', async () => {
    const { api } = await startOnListAndWait();
    const before = new Set(buttons());
    const body = rowOf(ACTIVE).parentElement as HTMLElement;
    body.append(...[...body.children].reverse());
    expect(await changesDuring(() => undefined)).toEqual([]);
    expect(new Set(buttons())).toEqual(before);
    expect(api.obstacles).toHaveBeenCalledOnce();
  });

  it('may be replaced as a whole, or get rows later', async () => {
    startOn(listPage({}, [ACTIVE]));
    const table = document.getElementById('instances') as HTMLElement;
    const other = table.cloneNode(true) as HTMLElement;
    other.querySelector('tbody')?.replaceChildren();
    table.replaceWith(other);
    await letPendingRun();
    expect(buttons()).toEqual([]);
    other.querySelector('tbody')?.append(newRow(ACTIVE), newRow(SHUTOFF));
    await letPendingRun();
    expect(buttons()).toHaveLength(2);
  });

  it('may show menus: the open one stays as it is', async () => {
    startOnList();
    const group = rowOf(ACTIVE).querySelector('.btn-group') as HTMLElement;
    group.classList.add('open');
    replaceRow(BUILDING);
    await letPendingRun();
    expect(group.classList.contains('open')).toBe(true);
    expect(group.querySelector('.dropdown-toggle')?.nextElementSibling?.matches('.dropdown-menu')).toBe(true);
  });

  it('changes nothing in the page when the button gets the focus', async () => {
    await startOnListAndWait();
    expect(await changesDuring(() => buttonOf(ACTIVE).focus())).toEqual([]);
  });

  it('has one button for a server whose id two rows have', async () => {
    startOn(listPage({}, [ACTIVE, ACTIVE]));
    expect(buttons()).toHaveLength(1);
  });

  it('whose scripts remove buttons does not get them again', async () => {
    startOnList();
    buttonOf(ACTIVE).remove();
    await letPendingRun();
    expect(buttons()).toHaveLength(SERVERS.length - 1);
  });
});
