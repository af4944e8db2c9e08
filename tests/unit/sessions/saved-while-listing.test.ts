import { describe, expect, it } from 'vitest';
import { fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile, passwordOf } from '@/tests/unit/support/profile';
import { runAtStorageCall } from '@/tests/unit/support/while-waiting';
import { newWorker, type Worker } from '@/tests/unit/support/worker';

const OTHER = 'battery-staple';
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
  const theirs = () => ({ ...mine(), signIn: passwordOf('reader') });
  const save = ({ accounts }: Worker) =>
    accounts.save({ profile: theirs(), credential: credential(OTHER), verify: false });
  const list = ({ serverLists }: Worker) => serverLists.projects('cloud-1').catch(() => null);

  it.each([
    ['while it is listed', `demo: ${PASSWORD}`, list, save],
    ['and is listed during that', `reader: ${OTHER}`, save, list],
  ])(
    '%s, sends each password with its own user only, at whatever step one comes between the other',
    async (_, own, begin, interrupt) => {
      const pairs = new Set<string>();
      let places = 0;
      for (let n = 1, hasRun = true; hasRun; n += 1)
        for (const later of [0, 1, 2, 3, 5, 8]) {
          const { worker, sent } = watched();
          await worker.accounts.save({ profile: mine(), credential: credential(PASSWORD), verify: false });
          const { finish } = runAtStorageCall(n, () => interrupt(worker), later);
          await begin(worker);
          hasRun = await finish();
          places += Number(hasRun);
          for (const pair of sent) pairs.add(pair);
        }
      expect(places).toBeGreaterThan(20);
      expect([...pairs].filter((pair) => ![`demo: ${PASSWORD}`, `reader: ${OTHER}`].includes(pair))).toEqual([]);
      expect(pairs).toContain(own);
    },
  );
});
