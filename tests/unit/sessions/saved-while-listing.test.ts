import { describe, expect, it } from 'vitest';
import { fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile } from '@/tests/unit/support/profile';
import { runAtStorageCall } from '@/tests/unit/support/while-waiting';
import { newWorker } from '@/tests/unit/support/worker';

const OTHER = 'battery-staple';
const domain = { name: 'Default' };
const cloud = fakeCloud({ password: PASSWORD });

const mine = () => demoProfile(cloud.authUrl);
const credential = (password: string) => ({ kind: 'password', password }) as const;

/** A worker, and whose password was sent to the cloud. */
function watched() {
  const sent: string[] = [];
  const worker = newWorker((input, init) => {
    const { user } = JSON.parse(String(init?.body ?? '{}')).auth?.identity?.password ?? {};
    if (user !== undefined) sent.push(`${user.name}: ${user.password}`);
    return fetch(input, init);
  });
  return { worker, sent };
}

describe('a cloud that is saved for another user', () => {
  const theirs = () => ({ ...mine(), signIn: { method: 'password', user: { name: 'reader', domain } } }) as const;
  const save = ({ accounts }: ReturnType<typeof newWorker>) =>
    accounts.save({ profile: theirs(), credential: credential(OTHER), verify: false });
  const list = ({ serverLists }: ReturnType<typeof newWorker>) => serverLists.projects('cloud-1').catch(() => null);

  it.each<[string, string, (n: number, later: number) => Promise<{ sent: string[]; more: boolean }>]>([
    [
      'while it is listed',
      `demo: ${PASSWORD}`,
      async (n, later) => {
        const { worker, sent } = watched();
        await worker.accounts.save({ profile: mine(), credential: credential(PASSWORD), verify: false });
        const { end } = runAtStorageCall(n, () => save(worker), later);
        await list(worker);
        return { more: await end(), sent };
      },
    ],
    [
      'and is listed during that',
      `reader: ${OTHER}`,
      async (n, later) => {
        const { worker, sent } = watched();
        await worker.accounts.save({ profile: mine(), credential: credential(PASSWORD), verify: false });
        const { end } = runAtStorageCall(n, () => list(worker), later);
        await save(worker);
        return { more: await end(), sent };
      },
    ],
  ])(
    '%s, sends each password with its own user only, at whatever step one comes between the other',
    async (_, own, run) => {
      const pairs = new Set<string>();
      let places = 0;
      for (let n = 1, more = true; more; n += 1)
        for (const later of [0, 1, 2, 3, 5, 8]) {
          const done = await run(n, later);
          more = done.more;
          places += Number(more);
          for (const pair of done.sent) pairs.add(pair);
        }
      expect(places).toBeGreaterThan(20);
      expect([...pairs].filter((pair) => ![`demo: ${PASSWORD}`, `reader: ${OTHER}`].includes(pair))).toEqual([]);
      expect(pairs).toContain(own);
    },
  );
});
