import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import type { DashboardSessionCache } from '@/utils/dashboards/session-cache';
import { type Call, createTokenSources } from '@/utils/dashboards/token-source';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems/app-error';
import { lending, notify, ROOT, SESSION, seen, signingIn, token } from './token-source-setup';

const problem = (code: OpenStackError['code']) => new OpenStackError(code, {});

beforeEach(() => {
  stubBrowser();
});

describe("the dashboard's session", () => {
  const use = (sessionCache: DashboardSessionCache, call: Call<string> = notify) =>
    createTokenSources({ sessions: signingIn(token), sessionCache }).use(seen(), call);

  it("of another user is never used, and read anew where it is an old one's", async () => {
    const other = { ...SESSION, token: 'other', userName: 'admin' };
    const call = vi.fn(notify);
    await expect(use(lending(other), call)).rejects.toMatchObject({ code: 'DASHBOARD_OTHER_USER', facts: {} });
    expect(call).not.toHaveBeenCalled();
    const sessionCache = lending(other, SESSION);
    await sessionCache.read(seen().dashboard);
    expect(await use(sessionCache)).toBe('dashboard borrowed');
  });

  it('that Nova refuses is read anew, once', async () => {
    const sessionCache = lending({ ...SESSION, token: 'old' }, SESSION);
    const refused: Call<string> = async (grant) => {
      if (grant.token === 'old') throw problem('TOKEN_INVALID');
      return grant.token;
    };
    expect(await use(sessionCache, refused)).toBe('borrowed');
    const never = use(lending(SESSION), () => Promise.reject(problem('TOKEN_INVALID')));
    await expect(never).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
  });

  it('that changed while it was used has its answer thrown away', async () => {
    const sessionCache = lending({ ...SESSION, token: 'old' }, SESSION);
    await sessionCache.read(seen().dashboard);
    sessionCache.isCurrent.mockImplementationOnce(async () => {
      sessionCache.invalidate(ROOT);
      return false;
    });
    expect(await use(sessionCache)).toBe('dashboard borrowed');
  });

  it.each([
    ['cannot be reached', () => Promise.reject(new OpenStackError('NETWORK'))],
    ['is silent', () => new Promise<never>(() => {})],
  ])('serves where the dashboard %s while Nova answers', async (_, isCurrent) => {
    vi.useFakeTimers();
    const sessionCache = lending(SESSION);
    await sessionCache.read(seen().dashboard);
    sessionCache.isCurrent.mockImplementation(isCurrent);
    const done = createTokenSources({ sessions: signingIn(token), sessionCache }).use(seen(), notify);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(await done).toBe('dashboard borrowed');
    vi.useRealTimers();
  });

  it('that has ended meanwhile opens nothing', async () => {
    const sessionCache = lending(SESSION);
    await sessionCache.read(seen().dashboard);
    sessionCache.isCurrent.mockRejectedValue(new AppError('DASHBOARD_SESSION_ENDED'));
    const using = createTokenSources({ sessions: signingIn(token), sessionCache }).use(seen(), notify);
    await expect(using).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
  });

  it('is asked about again where its reading was begun for somebody else, maybe before a switch', async () => {
    const sessionCache = lending({ ...SESSION, token: 'of before' }, SESSION);
    sessionCache.isReading.mockReturnValueOnce(true);
    sessionCache.isCurrent.mockImplementationOnce(async () => {
      sessionCache.invalidate(ROOT);
      return false;
    });
    const tokens: string[] = [];
    await use(sessionCache, async ({ token }) => tokens.push(token).toString());
    expect(tokens).toEqual(['of before', 'borrowed']);
    expect(sessionCache.isCurrent).toHaveBeenCalledTimes(1);
  });

  it("is read anew where what was read for somebody else is another user's", async () => {
    const sessionCache = lending({ ...SESSION, userName: 'admin' }, SESSION);
    sessionCache.isReading.mockReturnValueOnce(true);
    expect(await use(sessionCache)).toBe('dashboard borrowed');
  });

  it('of another project explains a server that is not there; of the same one it does not', async () => {
    const missing = () => Promise.reject(problem('SERVER_NOT_FOUND'));
    const switched = use(lending({ ...SESSION, projectName: 'ops' }), missing);
    await expect(switched).rejects.toMatchObject({ code: 'DASHBOARD_SWITCHED', facts: { projectName: 'ops' } });
    await expect(use(lending(SESSION), missing)).rejects.toMatchObject({ code: 'SERVER_NOT_FOUND' });
  });
});
