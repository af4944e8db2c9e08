// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { SERVER_ID_ATTRIBUTE } from '@/components/dashboard/added-elements';
import { listPage } from '@/tests/fixtures/horizon/pages';
import { SERVERS, type Shown } from '@/tests/fixtures/horizon/server';
import { buttonOf, buttons, later, newRow, poll, rowOf, settleOnList, startOn, startOnList, turn } from './page';

const [ACTIVE, SHUTOFF, , BUILDING] = SERVERS as [Shown, Shown, Shown, Shown];

/** @returns what changes in the page while `run` runs */
async function changesDuring(run: () => unknown): Promise<MutationRecord[]> {
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((list) => void records.push(...list));
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
  await run();
  await turn();
  observer.disconnect();
  return records;
}

const LAST_ID = '00000000-0000-4000-8000-00000000f00d';

describe('a row that Horizon replaces', () => {
  it('has its button again before the page is drawn', async () => {
    await settleOnList();
    expect(poll(BUILDING)).toBe(true);
    await Promise.resolve();
    expect(rowOf(BUILDING).contains(buttonOf(BUILDING))).toBe(true);
    expect(buttons()).toHaveLength(SERVERS.length);
  });

  it('costs one change for each poll, and no question while its state is the same', async () => {
    const { api } = await settleOnList();
    const records = await changesDuring(async () => {
      for (let count = 0; count < 20; count += 1) {
        poll(BUILDING);
        await turn();
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

  it('is asked about again when its state is another', async () => {
    const { api } = await settleOnList({
      obstacles: async (_page, ids) => Object.fromEntries(ids.map((id) => [id, 'Not now.'])),
    });
    poll({ ...BUILDING, state: 'error' });
    await turn();
    expect(api.obstacles.mock.calls.map(([, ids]) => ids).slice(1)).toEqual([[BUILDING.id]]);
    expect(buttonOf(BUILDING).title).toBe('Not now.');
  });

  it('is offered at once when it runs, whatever the answer before', async () => {
    const obstacles = later<Record<string, string>>();
    const { api } = startOnList({ obstacles: () => obstacles.promise });
    poll({ ...BUILDING, state: 'active' });
    await turn();
    obstacles.resolve({ [BUILDING.id]: 'Not yet.' });
    await turn();
    expect(buttonOf(BUILDING).hasAttribute('aria-disabled')).toBe(false);
    expect(api.obstacles).toHaveBeenCalledOnce();
  });

  it('keeps the answer while its state is the same', async () => {
    await settleOnList({ obstacles: async () => ({ [BUILDING.id]: 'Still building.' }) });
    poll(BUILDING);
    await turn();
    expect(buttonOf(BUILDING).title).toBe('Still building.');
    expect(buttonOf(BUILDING).getAttribute('aria-disabled')).toBe('true');
  });

  it('is still busy, and done when the console opens', async () => {
    const opened = later<null>();
    const { api } = startOnList({ open: () => opened.promise });
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
    startOnList();
    rowOf(SHUTOFF).remove();
    await turn();
    expect(buttons()).toHaveLength(SERVERS.length - 1);
  });

  it('is not asked about any more once it is gone, however many rows came and went', async () => {
    const first = later<Record<string, string>>();
    const { api } = startOnList({ obstacles: () => first.promise });
    await turn();
    const body = rowOf(SHUTOFF).parentElement as HTMLElement;
    for (let count = 0; count < 50; count += 1) {
      body.replaceChildren(newRow({ ...SHUTOFF, id: crypto.randomUUID() }));
      await turn();
    }
    body.replaceChildren(newRow({ ...SHUTOFF, id: LAST_ID }));
    await turn();
    first.resolve({});
    await turn();
    expect(api.obstacles.mock.calls.map(([, ids]) => ids).slice(1)).toEqual([[LAST_ID]]);
  });
});

describe('the table', () => {
  it('may be sorted: the same rows keep the same buttons', async () => {
    const { api } = await settleOnList();
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
    await turn();
    expect(buttons()).toEqual([]);
    other.querySelector('tbody')?.append(newRow(ACTIVE), newRow(SHUTOFF));
    await turn();
    expect(buttons()).toHaveLength(2);
  });

  it('may show menus: the open one stays as it is', async () => {
    startOnList();
    const group = rowOf(ACTIVE).querySelector('.btn-group') as HTMLElement;
    group.classList.add('open');
    poll(BUILDING);
    await turn();
    expect(group.classList.contains('open')).toBe(true);
    expect(group.querySelector('.dropdown-toggle')?.nextElementSibling?.matches('.dropdown-menu')).toBe(true);
  });

  it('changes nothing in the page when the button gets the focus', async () => {
    await settleOnList();
    expect(await changesDuring(() => buttonOf(ACTIVE).focus())).toEqual([]);
  });

  it('has one button for a server whose id two rows have', async () => {
    startOn(listPage({}, [ACTIVE, ACTIVE]));
    expect(buttons()).toHaveLength(1);
  });

  it('whose scripts remove buttons does not get them again', async () => {
    startOnList();
    buttonOf(ACTIVE).remove();
    await turn();
    expect(buttons()).toHaveLength(SERVERS.length - 1);
  });
});
