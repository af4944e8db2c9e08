import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { forAnyAsync } from '@/tests/unit/support/runs';
import { browser } from '@/utils/browser';
import { dashboardRequests } from '@/utils/messaging/dashboard-requests';
import type { Handlers, Routes } from '@/utils/messaging/gate';
import { requests } from '@/utils/messaging/page-requests';
import { isOwnPage, type Sender } from '@/utils/messaging/sender';
import { OpenStackError } from '@/utils/openstack/errors';
import { toProblem } from '@/utils/problems/app-error';
import { ask } from './sample';

const extensionOrigin = browser.runtime.getURL('/').slice(0, -1);
const id = browser.runtime.id;
const page = { id, origin: extensionOrigin, url: `${extensionOrigin}/popup.html` };
const content = { id, origin: 'https://horizon.example.org', frameId: 0 };
const INTERNAL = { ok: false, problem: { code: 'INTERNAL', facts: {} } };
const REQUEST = { cloudId: 'c' };
/** What a page, unless it is another sender, is told by this handler. */
const askFor = (handler: Handlers['listProjects'], data: unknown, sender: Sender = page) =>
  ask(handlers(handler), 'listProjects', data, sender);

function handlers(listProjects: Handlers['listProjects']): Routes<never> {
  const none = async () => {
    throw new Error('not asked');
  };
  const all = Object.fromEntries(Object.keys(requests).map((name) => [name, none])) as unknown as Handlers;
  const closed = Object.fromEntries(Object.keys(dashboardRequests).map((name) => [name, none]));
  return {
    pages: { ...all, listProjects },
    dashboards: closed as unknown as Routes<never>['dashboards'],
    dashboardOf: none,
    problemOf: (_, error) => toProblem(error),
  };
}

describe('who may ask', () => {
  // the senders of style.md, section 7, as both browsers fill them in
  it.each([
    ['the popup', page, true],
    ['an extension page in a tab', { ...page, frameId: 0 }, true],
    [
      'an extension page, by a browser that gives no origin',
      { id, url: `${extensionOrigin}/options.html`, frameId: 0 },
      true,
    ],
    ['a content script', { ...content, url: 'https://horizon.example.org/x' }, false],
    ['a content script in a frame', { id, origin: 'https://evil.example', frameId: 7 }, false],
    ['a frame of the extension in a page', { ...page, frameId: 7 }, false],
    ['another extension', { ...page, id: 'other-extension' }, false],
    [
      'a page with the address of the extension in its own',
      { id, url: `https://evil.example/${extensionOrigin}` },
      false,
    ],
    ['a sandboxed page', { ...page, origin: 'null' }, false],
    ['a sender without any property', {}, false],
  ])('%s', (_, sender, may) => {
    expect(isOwnPage(sender)).toBe(may);
  });
});

describe('what reaches a handler', () => {
  it('is a request that parses, from an extension page', async () => {
    const handler = vi.fn(async () => [{ id: 'p', name: 'demo' }]);
    expect(await askFor(handler, REQUEST)).toEqual({ ok: true, value: [{ id: 'p', name: 'demo' }] });
    expect(handler).toHaveBeenCalledWith({ cloudId: 'c' });
  });

  it('is nothing from outside', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const handler = vi.fn(async () => []);
    expect(await askFor(handler, REQUEST, content)).toMatchObject({ ok: false });
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
      expect(await askFor(handler, data)).toEqual(INTERNAL);
    });
    expect(handler).not.toHaveBeenCalled();
  });
});

describe('what goes back', () => {
  it('is the code and the facts of an error, and no secret of it', async () => {
    const facts = { status: 401, requestId: 'req-1' };
    const error = new OpenStackError('MFA_REQUIRED', facts, { receipt: { id: 'gAAAA-receipt', lifetime: 1 } });
    const reply = await askFor(() => Promise.reject(error), REQUEST);
    expect(reply).toEqual({ ok: false, problem: { code: 'MFA_REQUIRED', facts } });
    expect(JSON.stringify(reply)).not.toContain('receipt');
  });

  it('is a bare code for an unexpected error: its message could hold anything', async () => {
    expect(await askFor(() => Promise.reject(new Error('password=hunter2')), REQUEST)).toEqual(INTERNAL);
  });
});
