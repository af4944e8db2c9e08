// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Envelope } from '@/utils/messaging/page-requests';
import { demoServers, fakeServer, fakeView, manyServers } from '../fake-data';
import { failed, ok } from '../fake-page-api';
import { answered, button, click, elementOf, elementsOf, pick, press, text, type } from '../render';
import { drawPopup, KNOWN, KNOWN_PLACE } from './open-popup';

const SEARCH = 'input[type=search]';

const names = () => elementsOf('.row-name').map((name) => name.textContent);
const selected = () => text('[aria-selected=true] .row-name');
const never = () => new Promise<never>(() => {});

/** A `listServers` that the test answers. */
function laterServers() {
  const answers: ((reply: Envelope<'listServers'>) => void)[] = [];
  const listServers = () => new Promise<Envelope<'listServers'>>((resolve) => answers.push(resolve));
  const answer = async (view: ReturnType<typeof fakeView>, nth = 0) => {
    answers[nth]?.(ok(view));
    await answered();
  };
  return { listServers, answer };
}

describe('what is known is shown at once', () => {
  it('before any reply, with the focus in the search field', async () => {
    await drawPopup({ listServers: never });
    expect(names()).toEqual(demoServers.map(({ name }) => name));
    expect(document.activeElement).toBe(elementOf(SEARCH));
    expect(text('[role=status]')).toBe('Refreshing…');
  });

  it('each row begins with the name, then the status, and says why it has no console', async () => {
    await drawPopup();
    const rows = elementsOf('[role=option]').map((row) => row.textContent);
    expect(rows[0]).toMatch(/^web-01 ACTIVE /);
    expect(rows[8]).toMatch(/^build-runner-7 SHUTOFF · no screen while off /);
    expect(elementOf('[role=option]').getAttribute('aria-setsize')).toBe('16');
    expect(text('[role=status]')).toBe('16 servers');
  });

  it('without a cloud there is a button that adds one', async () => {
    const api = await drawPopup({}, {});
    await click(button('Add a cloud'));
    expect(api.opened).toEqual(['new']);
    expect(api.sent).toEqual([]);
  });

  it('skeleton rows are shown only while nothing is known', async () => {
    await drawPopup({ listServers: never }, { state: { ...KNOWN, servers: null } });
    expect(elementsOf('.skeleton-row').length).toBeGreaterThan(0);
    expect(text('[role=status]')).toBe('Loading servers…');
  });
});

describe('keys', () => {
  it('type, arrow, Enter: the console opens and the popup closes', async () => {
    const api = await drawPopup({ openConsole: () => ok({ tabId: 1 }) });
    await type(SEARCH, 'web');
    expect(names()).toEqual(['web-01', 'web-02', 'web-03']);
    expect(text('[role=status]')).toBe('3 of 16');
    await press('ArrowDown');
    expect(selected()).toBe('web-02');
    expect(elementOf(SEARCH).getAttribute('aria-activedescendant')).toBe(elementOf('[aria-selected=true]').id);
    await press('Enter');
    const { id } = demoServers[1]!;
    expect(api.sent.at(-1)).toMatchObject({
      name: 'openConsole',
      request: { ...KNOWN_PLACE, serverId: id, serverName: 'web-02', checkStatus: false },
    });
    expect(api.closed).toBe(1);
  });

  describe('of 1100 servers', () => {
    const servers = fakeView(manyServers(1100));
    const open = () => drawPopup({ listServers: never }, { state: { ...KNOWN, servers } });

    it('200 have a row, a text says how many have none, and screen readers get the total', async () => {
      await open();
      expect(names()).toHaveLength(200);
      expect(elementOf('[role=option]').getAttribute('aria-setsize')).toBe('1100');
      expect(text('.more')).toBe('900 more servers. Type more letters to narrow the list.');
      expect(elementOf(SEARCH).getAttribute('aria-describedby')).toBe(elementOf('.more').id);
    });

    it('every one is found by typing, and the text goes when all matches have a row', async () => {
      await open();
      await type(SEARCH, 'load-1100');
      expect(names()).toEqual(['load-1100']);
      expect(elementsOf('.more')).toEqual([]);
      expect(elementOf(SEARCH).getAttribute('aria-describedby')).toBeNull();
      await type(SEARCH, 'load');
      expect(names()).toHaveLength(200);
      expect(text('.more')).toMatch(/^900 more/);
    });

    it('End goes to the last row, and an arrow from there to the first', async () => {
      await open();
      await type(SEARCH, 'load');
      await press('End');
      expect(selected()).toBe('load-0200');
      await press('ArrowDown');
      expect(selected()).toBe('load-0001');
    });
  });

  it('Escape clears the search, then closes', async () => {
    const api = await drawPopup();
    await type(SEARCH, 'web');
    await press('Escape');
    expect(elementOf<HTMLInputElement>(SEARCH).value).toBe('');
    expect(api.closed).toBe(0);
    await press('Escape');
    expect(api.closed).toBe(1);
  });

  it('an input method keeps its own Enter; a held Enter opens one console', async () => {
    const api = await drawPopup();
    await press('Enter', { isComposing: true });
    expect(api.requestsOf('openConsole')).toEqual([]);
    await press('Enter');
    await press('Enter', { repeat: true });
    await press('Enter');
    expect(api.requestsOf('openConsole')).toHaveLength(1);
    expect(text('[role=status]')).toBe('Opening web-01…');
  });
});

describe('a refresh', () => {
  it('keeps text and selection, though servers come and go', async () => {
    const { listServers, answer } = laterServers();
    await drawPopup({ listServers });
    await type(SEARCH, 'db');
    await press('ArrowDown');
    expect(selected()).toBe('db-replica');
    await answer(fakeView([fakeServer(90, 'db-new'), ...demoServers]));
    expect(names()).toEqual(['db-new', 'db-primary', 'db-replica']);
    expect(selected()).toBe('db-replica');
    expect(elementOf<HTMLInputElement>(SEARCH).value).toBe('db');
  });

  it('does not move a selection that the user did not choose to another server', async () => {
    const { listServers, answer } = laterServers();
    await drawPopup({ listServers });
    await answer(fakeView([fakeServer(90, 'new'), ...demoServers]));
    expect(selected()).toBe('web-01');
  });

  it('a reply for a place that is no longer shown is dropped', async () => {
    const { listServers, answer } = laterServers();
    await drawPopup({ listServers });
    await pick('select[aria-label=Project]', 'p-ops');
    await answer(fakeView([fakeServer(1, 'mon-01')], { projectId: 'p-ops' }), 1);
    await answer(fakeView(), 0);
    expect(names()).toEqual(['mon-01']);
    expect(elementOf<HTMLSelectElement>('select[aria-label=Project]').value).toBe('p-ops');
  });
});

describe('a problem', () => {
  it('a server without a console: checked, explained, and tried again on demand', async () => {
    const api = await drawPopup({ openConsole: () => failed('SERVER_HAS_NO_CONSOLE', { obstacle: 'shutoff' }) });
    await click(elementsOf('[role=option]')[8]);
    expect(api.sent.at(-1)?.request).toMatchObject({ checkStatus: true, serverName: 'build-runner-7' });
    expect(text('[role=alert]')).toContain('This server is shut off, so its console has no screen.');
    await click(button('Try again'));
    expect(api.requestsOf('openConsole')).toHaveLength(2);
  });

  it('missing access: the background stores the action before the browser asks, in the same click', async () => {
    const origins = ['https://nova.north.example.org/*'];
    const api = await drawPopup({
      openConsole: () => failed('HOST_PERMISSION_MISSING', { origins }),
      queueUntilGranted: () => ok(null),
      resumePending: () => ok(null),
    });
    await press('Enter');
    await click(button('Allow access'));
    expect(api.calls.slice(-3)).toEqual(['send:queueUntilGranted', 'requestAccess', 'send:resumePending']);
    expect(api.closed).toBe(1);
  });

  it('refused access is explained, and the button stays', async () => {
    const api = await drawPopup(
      { listServers: () => failed('HOST_PERMISSION_MISSING', { origins: ['https://nova.north.example.org/*'] }) },
      { state: KNOWN, requestAccess: async () => false },
    );
    await click(button('Allow access'));
    expect(text('[role=alert]')).toContain('Access was not allowed.');
    expect(button('Allow access')).toBeDefined();
    expect(api.sent.at(-1)).toEqual({ name: 'queueUntilGranted', request: { pendingAction: null, origins: [] } });
  });

  it('a missing sign-in leads to the settings of its cloud', async () => {
    const api = await drawPopup({ listServers: () => failed('CREDENTIAL_MISSING', { cloudId: 'cloud-north' }) });
    expect(names()).toHaveLength(16);
    await click(button('Sign in'));
    expect(api.opened).toEqual([{ cloudId: 'cloud-north' }]);
  });

  it('what a page in a private window is missing is asked for; the page then repeats its request', async () => {
    const notice = { pendingAction: null, problem: { code: 'VAULT_LOCKED' as const, facts: {} }, at: Date.now() };
    const open = { exists: true, locked: false, autoLockMinutes: 15, retryAt: null };
    const handlers = { dismissNotice: () => ok(null), unlock: () => ok(open) };
    const api = await drawPopup(handlers, { state: { ...KNOWN, notice } });
    await vi.waitFor(() => expect(document.querySelector('#prompt-field')).not.toBeNull());
    elementOf<HTMLInputElement>('#prompt-field').value = 'a long passphrase';
    await click(elementsOf('.prompt .secret-prompt button')[0]);
    await vi.waitFor(() => expect(document.querySelector('.prompt')).toBeNull());
    expect(api.calls).toContain('send:unlock');
    expect(api.calls).toContain('send:dismissNotice');
    expect(api.calls).not.toContain('send:performAction');
    expect(api.closed).toBe(0);
  });

  it.each([25, -25])('a notice of %i hours ago opens no prompt', async (hours) => {
    const at = Date.now() - hours * 3600_000;
    const notice = { pendingAction: null, problem: { code: 'VAULT_LOCKED' as const, facts: {} }, at };
    const api = await drawPopup({ dismissNotice: () => ok(null) }, { state: { ...KNOWN, notice } });
    expect(api.calls).toContain('send:dismissNotice');
    expect(document.querySelector('#prompt-field')).toBeNull();
  });

  it('a notice is shown once, and can be dismissed', async () => {
    const notice = { pendingAction: { kind: 'reopen' }, problem: { code: 'NETWORK', facts: {} }, at: 0 } as const;
    const api = await drawPopup({ dismissNotice: () => ok(null) }, { state: { ...KNOWN, notice } });
    expect(text('[role=alert]')).toContain('The cloud cannot be reached.');
    expect(api.calls).toContain('send:dismissNotice');
    await click(button('Dismiss'));
    expect(text('[role=alert]')).toBeNull();
  });
});

it('the last console is opened by one click, and its keyboard shortcut is shown', async () => {
  const lastConsole = {
    from: 'cloud' as const,
    ...KNOWN_PLACE,
    serverId: 's',
    serverName: 'real-console',
    blocked: false,
  };
  const api = await drawPopup({ reopenLastConsole: () => ok({ tabId: 1 }) }, { state: { ...KNOWN, lastConsole } });
  expect(text('.reopen')).toBe('Reopen real-consoleAlt+Shift+C');
  await click(elementOf('.reopen'));
  expect(api.closed).toBe(1);
});

describe('a list that the cloud did not end', () => {
  it('is shown as far as it came, with a word', async () => {
    const servers = { ...fakeView(manyServers(3)), isPartial: true as const };
    await drawPopup({ listServers: () => ok(servers) }, { state: { ...KNOWN, servers } });
    expect(names()).toHaveLength(3);
    expect(text('.more')).toBe('The first 3 servers: the cloud did not end its list.');
  });

  it('of projects ends with a word that cannot be chosen', async () => {
    const projects = [
      { id: 'p-demo', name: 'demo' },
      { id: 'p-ops', name: 'ops', isCutAfter: true as const },
    ];
    await drawPopup({ listProjects: () => ok(projects) });
    const last = elementsOf('select.place:nth-of-type(2) option').at(-1) as HTMLOptionElement;
    expect(last.textContent).toBe('The first 2 projects: the cloud did not end its list.');
    expect(last.disabled).toBe(true);
  });
});
