// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { detailPage, horizonLoginPage, listPage } from '@/tests/fixtures/horizon/pages';
import { recordedPage } from '@/tests/fixtures/horizon/recorded';
import { RELEASES } from '@/tests/fixtures/horizon/releases';
import { SERVERS, type ShownServer } from '@/tests/fixtures/horizon/server';
import { speak } from '@/tests/unit/setup/i18n';
import {
  buttonOf,
  buttons,
  deferred,
  letPendingRun,
  rowOf,
  show,
  start,
  startOn,
  startOnList,
  startOnListAndWait,
} from './page';

const [ACTIVE, SHUTOFF] = SERVERS as [ShownServer, ShownServer];
afterEach(() => {
  speak('en');
  vi.unstubAllEnvs();
});

describe('the button', () => {
  it.each(RELEASES)('adds a button beside each server of $name to $until', (release) => {
    startOn(listPage({ release }));
    expect(buttons()).toHaveLength(SERVERS.length);
    for (const server of SERVERS) expect(rowOf(server).contains(buttonOf(server))).toBe(true);
  });

  it('stands beside each server of a real Horizon', () => {
    startOn(recordedPage('instances'));
    expect(buttons()).toHaveLength(16);
    expect(document.querySelectorAll('td.actions_column > .btn-group > button:first-child')).toHaveLength(16);
  });

  it('stands once in the header of a server', () => {
    show(detailPage(), `/horizon/project/instances/${ACTIVE.id}/`);
    start();
    expect(document.querySelector('.detail-actions form')?.contains(buttonOf(ACTIVE))).toBe(true);
  });

  it('does not submit the form around it, and is not part of what the form submits', () => {
    startOnList();
    for (const button of buttons()) {
      expect(button.type).toBe('button');
      expect(button.hasAttribute('name')).toBe(false);
    }
  });

  it('is reached by the keyboard, before the others of its row', () => {
    startOnList();
    for (const button of buttons()) {
      expect(button.tabIndex).toBe(0);
      expect(button.disabled).toBe(false);
      const [first] = button.closest('td')?.querySelectorAll('a, button') ?? [];
      expect(first).toBe(button);
    }
  });

  it('names what it does and the server, and looks like the page', () => {
    startOnList();
    const button = buttonOf(ACTIVE);
    expect(button.textContent?.trim()).toBe('Open noVNC');
    expect(button.title).toBe('Console of web-01 in a new tab');
    expect([...button.classList]).toEqual(['btn', 'btn-default', 'btn-sm']);
    expect(button.querySelector('span')?.textContent).toBe('');
  });

  it('speaks the language of the browser, whatever the page speaks', () => {
    speak('zh_CN');
    startOn(listPage({ language: 'ru' }));
    expect(buttonOf(ACTIVE).textContent?.trim()).toBe('打开 noVNC');
    expect(buttonOf(ACTIVE).title).toContain('web-01');
  });

  it.each(['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '{$ constructor $}', "$&$'"])(
    'takes %s for a name',
    (name) => {
      startOn(listPage({}, [{ ...ACTIVE, name }]));
      expect(buttonOf(ACTIVE).title).toBe(`Console of ${name} in a new tab`);
      expect(
        [...buttonOf(ACTIVE).children].map(({ outerHTML }) => /^<(\w+) style="[^"]+"><\/\1>$/.exec(outerHTML)?.[1]),
      ).toEqual(['span']);
      expect(buttonOf(ACTIVE).hasAttribute('ng-non-bindable')).toBe(true);
    },
  );
});

describe('servers that can have no console', () => {
  it('are asked for once, and only where the page does not prove that they run', async () => {
    const { api } = await startOnListAndWait();
    expect(api.obstacles).toHaveBeenCalledOnce();
    expect(api.obstacles.mock.calls[0]?.[1]).toEqual(
      SERVERS.filter(({ state }) => state !== 'active').map(({ id }) => id),
    );
  });

  it('are not asked for where all run', async () => {
    const { api } = startOn(listPage({}, [ACTIVE]));
    await letPendingRun();
    expect(api.obstacles).not.toHaveBeenCalled();
  });

  it('are not offered, and say why, also to the keyboard', async () => {
    const { api } = await startOnListAndWait({ obstacles: async () => ({ [SHUTOFF.id]: 'The server is off.' }) });
    const button = buttonOf(SHUTOFF);
    expect(button.title).toBe('The server is off.');
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.getAttribute('aria-description')).toBe('batch: The server is off.');
    expect(button.classList.contains('disabled')).toBe(true);
    expect(button.disabled).toBe(false);
    button.click();
    await letPendingRun();
    expect(api.open).not.toHaveBeenCalled();
    expect(buttonOf(ACTIVE).hasAttribute('aria-disabled')).toBe(false);
  });
});

describe('pages of other programs', () => {
  it.each([
    ['a page of others', '<body><table id="instances"><tr><td class="actions_column"></td></tr></table></body>'],
    ['the login page', horizonLoginPage(), '/horizon/auth/login/'],
    ['another panel', recordedPage('api-access'), '/horizon/project/api_access/'],
    ['an action of a server', detailPage(), `/horizon/project/instances/${ACTIVE.id}/update`],
  ])('leave %s as it is', async (_what, html, path?: string) => {
    show(html, path);
    const before = document.documentElement.outerHTML;
    const { api } = start();
    await letPendingRun();
    document.body.append(document.createElement('p'));
    await letPendingRun();
    document.body.lastElementChild?.remove();
    expect(document.documentElement.outerHTML).toBe(before);
    expect(api.obstacles).not.toHaveBeenCalled();
  });
});

describe('taking over', () => {
  it('leaves nothing behind when stopped', async () => {
    show(recordedPage('instances'));
    const before = document.body.innerHTML;
    const { stop } = start();
    expect(document.body.innerHTML).not.toBe(before);
    stop();
    await letPendingRun();
    expect(document.body.innerHTML).toBe(before);
  });

  it('replaces the elements of a script that Firefox has ended', async () => {
    vi.stubEnv('FIREFOX', 'true');
    startOnList();
    const orphans = buttons();
    const { api } = start();
    await letPendingRun();
    expect(buttons()).toHaveLength(SERVERS.length);
    expect(orphans.some((button) => button.isConnected)).toBe(false);
    buttonOf(ACTIVE).click();
    expect(api.open).toHaveBeenCalledOnce();
  });

  it('ignores answers that come after it stopped', async () => {
    const obstacles = deferred<Record<string, string>>();
    const opened = deferred<null>();
    const { stop } = startOnList({ obstacles: () => obstacles.promise, open: () => opened.promise });
    buttonOf(ACTIVE).click();
    stop();
    const before = document.documentElement.outerHTML;
    obstacles.resolve({ [SHUTOFF.id]: 'late' });
    opened.resolve(null);
    await letPendingRun();
    expect(document.documentElement.outerHTML).toBe(before);
  });
});

describe('a script that is ended', () => {
  const markup = () => document.getElementById('content_body')?.outerHTML;
  const expectLeftAsItWas = () => {
    const before = markup();
    const { stop } = start();
    expect(markup()).not.toBe(before);
    stop();
    expect(markup()).toBe(before);
  };

  it.each(RELEASES)('leaves the list of $name as it was', (release) => {
    show(listPage({ release }));
    expectLeftAsItWas();
  });

  it.each(RELEASES)('leaves the header of $name as it was, with few or many actions', (release) => {
    for (const server of SERVERS) {
      show(detailPage({ release }, server), `/horizon/project/instances/${server.id}/`);
      expectLeftAsItWas();
    }
  });

  it("leaves the dashboard's own styles alone", () => {
    show(listPage());
    const cell = rowOf(ACTIVE).lastElementChild as HTMLElement;
    cell.style.color = 'red';
    start().stop();
    expect(cell.getAttribute('style')).toBe('color: red;');
  });
});
