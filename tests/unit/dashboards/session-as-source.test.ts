import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import type { Borrowed } from '@/utils/dashboards/session-cache';
import { type Call, createGrants } from '@/utils/dashboards/token-source';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems/app-error';
import { lending, ROOT, SESSION, seen, signingIn, tell, token } from './token-source-setup';

const problem = (code: OpenStackError['code']) => new OpenStackError(code, {});

beforeEach(() => {
  stubBrowser();
});

describe("the dashboard's session", () => {
  const use = (borrowed: Borrowed, call: Call<string> = tell) =>
    createGrants({ sessions: signingIn(token), borrowed }).use(seen(), call);

  it("of another user is never used, and read anew where it is an old one's", async () => {
    const other = { ...SESSION, token: 'other', userName: 'admin' };
    const call = vi.fn(tell);
    await expect(use(lending(other), call)).rejects.toMatchObject({ code: 'DASHBOARD_OTHER_USER', facts: {} });
    expect(call).not.toHaveBeenCalled();
    const borrowed = lending(other, SESSION);
    await borrowed.read(seen().dashboard);
    expect(await use(borrowed)).toBe('dashboard borrowed');
  });

  it('that Nova refuses is read anew, once', async () => {
    const borrowed = lending({ ...SESSION, token: 'old' }, SESSION);
    const refused: Call<string> = async (grant) => {
      if (grant.token === 'old') throw problem('TOKEN_INVALID');
      return grant.token;
    };
    expect(await use(borrowed, refused)).toBe('borrowed');
    const never = use(lending(SESSION), () => Promise.reject(problem('TOKEN_INVALID')));
    await expect(never).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
  });

  it('that changed while it was used has its answer thrown away', async () => {
    const borrowed = lending({ ...SESSION, token: 'old' }, SESSION);
    await borrowed.read(seen().dashboard);
    borrowed.still.mockImplementationOnce(async () => {
      borrowed.drop(ROOT);
      return false;
    });
    expect(await use(borrowed)).toBe('dashboard borrowed');
  });

  it.each([
    ['cannot be reached', () => Promise.reject(new OpenStackError('NETWORK'))],
    ['is silent', () => new Promise<never>(() => {})],
  ])('serves where the dashboard %s while Nova answers', async (_, still) => {
    vi.useFakeTimers();
    const borrowed = lending(SESSION);
    await borrowed.read(seen().dashboard);
    borrowed.still.mockImplementation(still);
    const done = createGrants({ sessions: signingIn(token), borrowed }).use(seen(), tell);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(await done).toBe('dashboard borrowed');
    vi.useRealTimers();
  });

  it('that has ended meanwhile opens nothing', async () => {
    const borrowed = lending(SESSION);
    await borrowed.read(seen().dashboard);
    borrowed.still.mockRejectedValue(new AppError('DASHBOARD_SESSION_ENDED'));
    const using = createGrants({ sessions: signingIn(token), borrowed }).use(seen(), tell);
    await expect(using).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
  });

  it('is asked about again where its reading was begun for somebody else, maybe before a switch', async () => {
    const borrowed = lending({ ...SESSION, token: 'of before' }, SESSION);
    borrowed.isReading.mockReturnValueOnce(true);
    borrowed.still.mockImplementationOnce(async () => {
      borrowed.drop(ROOT);
      return false;
    });
    const tokens: string[] = [];
    await use(borrowed, async ({ token }) => tokens.push(token).toString());
    expect(tokens).toEqual(['of before', 'borrowed']);
    expect(borrowed.still).toHaveBeenCalledTimes(1);
  });

  it("is read anew where what was read for somebody else is another user's", async () => {
    const borrowed = lending({ ...SESSION, userName: 'admin' }, SESSION);
    borrowed.isReading.mockReturnValueOnce(true);
    expect(await use(borrowed)).toBe('dashboard borrowed');
  });

  it('of another project explains a server that is not there; of the same one it does not', async () => {
    const missing = () => Promise.reject(problem('SERVER_NOT_FOUND'));
    const switched = use(lending({ ...SESSION, projectName: 'ops' }), missing);
    await expect(switched).rejects.toMatchObject({ code: 'DASHBOARD_SWITCHED', facts: { projectName: 'ops' } });
    await expect(use(lending(SESSION), missing)).rejects.toMatchObject({ code: 'SERVER_NOT_FOUND' });
  });
});
