import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { forAnyAsync } from '@/tests/unit/support/runs';
import { browser } from '@/utils/browser';
import type { Handlers, Routes } from '@/utils/messaging/gate';
import { requests } from '@/utils/messaging/page-requests';
import { isOwnPage } from '@/utils/messaging/sender';
import { OpenStackError } from '@/utils/openstack/errors';
import { toProblem } from '@/utils/problems/app-error';
import { ask } from './sample';

const own = browser.runtime.getURL('/').slice(0, -1);
const id = browser.runtime.id;
const page = { id, origin: own, url: `${own}/popup.html` };

function handlers(listProjects: Handlers['listProjects']): Routes<never> {
  const none = async () => {
    throw new Error('not asked');
  };
  const all = Object.fromEntries(Object.keys(requests).map((name) => [name, none])) as unknown as Handlers;
  const closed = {
    dashboardCheck: none,
    dashboardObstacles: none,
    dashboardPrepare: none,
    dashboardOpenSettings: none,
    dashboardOpen: none,
  };
  return {
    pages: { ...all, listProjects },
    dashboards: closed,
    dashboardOf: none,
    problemOf: (_, error) => toProblem(error),
  };
}

describe('who may ask', () => {
  // the senders of style.md, section 7, as both browsers fill them in
  it.each([
    ['the popup', page, true],
    ['an extension page in a tab', { ...page, frameId: 0 }, true],
    ['an extension page, by a browser that gives no origin', { id, url: `${own}/options.html`, frameId: 0 }, true],
    [
      'a content script',
      { id, origin: 'https://horizon.example.org', url: 'https://horizon.example.org/x', frameId: 0 },
      false,
    ],
    ['a content script in a frame', { id, origin: 'https://evil.example', frameId: 7 }, false],
    ['a frame of the extension in a page', { ...page, frameId: 7 }, false],
    ['another extension', { ...page, id: 'other-extension' }, false],
    ['a page with the address of the extension in its own', { id, url: `https://evil.example/${own}` }, false],
    ['a sandboxed page', { ...page, origin: 'null' }, false],
    ['a sender without any property', {}, false],
  ])('%s', (_, sender, may) => {
    expect(isOwnPage(sender)).toBe(may);
  });
});

describe('what reaches a handler', () => {
  it('is a request that parses, from an extension page', async () => {
    const handler = vi.fn(async () => [{ id: 'p', name: 'demo' }]);
    expect(await ask(handlers(handler), 'listProjects', { cloudId: 'c' }, page)).toEqual({
      ok: true,
      value: [{ id: 'p', name: 'demo' }],
    });
    expect(handler).toHaveBeenCalledWith({ cloudId: 'c' });
  });

  it('is nothing from outside', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const handler = vi.fn(async () => []);
    const sender = { id, origin: 'https://horizon.example.org', frameId: 0 };
    expect(await ask(handlers(handler), 'listProjects', { cloudId: 'c' }, sender)).toMatchObject({ ok: false });
    expect(handler).not.toHaveBeenCalled();
  });

  it.each(['constructor', '__proto__', 'toString', 'noSuchRequest', ''])('is nothing of the name %j', async (name) => {
    const handler = vi.fn(async () => []);
    expect(await ask(handlers(handler), name, {}, page)).toBeNull();
  });

  it('is nothing malformed, whatever it is', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const handler = vi.fn(async () => []);
    await forAnyAsync(100, fc.anything({ withNullPrototype: true }), async (data) => {
      const parses = typeof data === 'object' && data !== null && 'cloudId' in data && typeof data.cloudId === 'string';
      fc.pre(!parses);
      expect(await ask(handlers(handler), 'listProjects', data, page)).toEqual({
        ok: false,
        problem: { code: 'INTERNAL', facts: {} },
      });
    });
    expect(handler).not.toHaveBeenCalled();
  });
});

describe('what goes back', () => {
  it('is the code and the facts of an error, and no secret of it', async () => {
    const error = new OpenStackError(
      'MFA_REQUIRED',
      { status: 401, requestId: 'req-1' },
      { receipt: { id: 'gAAAA-receipt', lifetime: 1 } },
    );
    const reply = await ask(
      handlers(() => Promise.reject(error)),
      'listProjects',
      { cloudId: 'c' },
      page,
    );
    expect(reply).toEqual({ ok: false, problem: { code: 'MFA_REQUIRED', facts: { status: 401, requestId: 'req-1' } } });
    expect(JSON.stringify(reply)).not.toContain('receipt');
  });

  it('is a bare code for an unexpected error: its message could hold anything', async () => {
    const broken = () => Promise.reject(new Error('password=hunter2'));
    expect(await ask(handlers(broken), 'listProjects', { cloudId: 'c' }, page)).toEqual({
      ok: false,
      problem: { code: 'INTERNAL', facts: {} },
    });
  });
});
