import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import type { TokenCall } from '@/utils/consoles/token-source';
import type { DashboardSessionCache } from '@/utils/dashboards/session-cache';
import { dashboardSessionTokens } from '@/utils/dashboards/session-source';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems/app-error';
import { cacheOf, pageContext, ROOT, SESSION, signingIn, storedToken, useToken } from './token-setup';

const OF_SESSION = 'dashboard session-token';
const failure = (code: OpenStackError['code']) => new OpenStackError(code, {});

beforeEach(() => void stubBrowser());

describe("the dashboard's session", () => {
  const use = (sessionCache: DashboardSessionCache, call?: TokenCall<string>) =>
    useToken({ sessions: signingIn(storedToken), sessionCache }, pageContext(), call);
  const cached = async (...sessions: Parameters<typeof cacheOf>) => {
    const sessionCache = cacheOf(...sessions);
    await sessionCache.read(pageContext().dashboard);
    return sessionCache;
  };
  /** Finds once that the session has changed. */
  const changeOnce = (sessionCache: ReturnType<typeof cacheOf>) =>
    sessionCache.isCurrent.mockImplementationOnce(async () => {
      sessionCache.invalidate(ROOT);
      return false;
    });

  it('of another user is never used, and read again where it was cached', async () => {
    const other = { ...SESSION, token: 'other', userName: 'admin' };
    const call = vi.fn<TokenCall<string>>();
    await expect(use(cacheOf(other), call)).rejects.toMatchObject({ code: 'DASHBOARD_OTHER_USER', facts: {} });
    expect(call).not.toHaveBeenCalled();
    expect(await use(await cached(other, SESSION))).toBe(OF_SESSION);
  });

  it('that Nova refuses is read again, once', async () => {
    const sessionCache = cacheOf({ ...SESSION, token: 'old' }, SESSION);
    const refused: TokenCall<string> = async ({ token }) => {
      if (token === 'old') throw failure('TOKEN_INVALID');
      return token;
    };
    expect(await use(sessionCache, refused)).toBe(OF_SESSION);
    const never = use(cacheOf(SESSION), () => Promise.reject(failure('TOKEN_INVALID')));
    await expect(never).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
  });

  it('that changed during the call has its answer discarded', async () => {
    const sessionCache = await cached({ ...SESSION, token: 'old' }, SESSION);
    changeOnce(sessionCache);
    expect(await use(sessionCache)).toBe(OF_SESSION);
  });

  it('that changes with each call is tried three times', async () => {
    const sessionCache = await cached(SESSION);
    sessionCache.isCurrent.mockImplementation(async () => false);
    const call = vi.fn<TokenCall<string>>(async ({ token }) => token);
    await expect(use(sessionCache, call)).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
    expect(call).toHaveBeenCalledTimes(3);
  });

  it.each([
    ['cannot be reached', () => Promise.reject(new OpenStackError('NETWORK'))],
    ['does not answer', () => new Promise<never>(() => {})],
  ])('serves where the dashboard %s while Nova answers', async (_, isCurrent) => {
    vi.useFakeTimers();
    const sessionCache = await cached(SESSION);
    sessionCache.isCurrent.mockImplementation(isCurrent);
    const done = use(sessionCache);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(await done).toBe(OF_SESSION);
    vi.useRealTimers();
  });

  it.each([
    ['cannot be reached', () => Promise.reject(new OpenStackError('NETWORK'))],
    ['does not answer', () => new Promise<never>(() => {})],
  ])('answers no question without a click where the dashboard %s while Nova answers', async (_, isCurrent) => {
    vi.useFakeTimers();
    const sessionCache = await cached(SESSION);
    sessionCache.isCurrent.mockImplementation(isCurrent);
    const call = dashboardSessionTokens(sessionCache).use(pageContext(), async ({ token }) => token, 'background');
    await vi.advanceTimersByTimeAsync(2_500);
    expect(await call).toMatchObject({ kind: 'failed' });
    vi.useRealTimers();
  });

  it('that has ended during the call opens nothing', async () => {
    const sessionCache = await cached(SESSION);
    sessionCache.isCurrent.mockRejectedValue(new AppError('DASHBOARD_SESSION_ENDED'));
    await expect(use(sessionCache)).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
  });

  it('is checked where its reading was begun for another click, maybe before a switch', async () => {
    const sessionCache = cacheOf({ ...SESSION, token: 'of before' }, SESSION);
    sessionCache.isReading.mockReturnValueOnce(true);
    changeOnce(sessionCache);
    const tokens: string[] = [];
    await use(sessionCache, async ({ token }) => tokens.push(token).toString());
    expect(tokens).toEqual(['of before', 'session-token']);
    expect(sessionCache.isCurrent).toHaveBeenCalledTimes(1);
  });

  it("is read again where what was read for another click is another user's", async () => {
    const sessionCache = cacheOf({ ...SESSION, userName: 'admin' }, SESSION);
    sessionCache.isReading.mockReturnValueOnce(true);
    expect(await use(sessionCache)).toBe(OF_SESSION);
  });

  it('of another project explains a server that is not found; of the same one it does not', async () => {
    const missing = () => Promise.reject(failure('SERVER_NOT_FOUND'));
    const switched = use(cacheOf({ ...SESSION, projectName: 'ops' }), missing);
    await expect(switched).rejects.toMatchObject({ code: 'DASHBOARD_SWITCHED', facts: { projectName: 'ops' } });
    await expect(use(cacheOf(SESSION), missing)).rejects.toMatchObject({ code: 'SERVER_NOT_FOUND' });
  });
});
