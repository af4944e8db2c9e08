import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type FakeCloud, type FakeCloudOptions, startFakeCloud } from '@/tests/fake-cloud';
import { stubBrowser } from './browser-stubs';

/** Everybody's password in a cloud that is started with it; unlike `password`, it can be looked for where it may leak. */
export const PASSWORD = 'correct-horse';
export const CREDENTIAL = { kind: 'password', password: PASSWORD } as const;

/**
 * A fake cloud for all tests of the file, or of the `describe`, that calls this. Each test finds it as it began, in a
 * browser that allows everything.
 * @returns empty until the first `beforeAll`: for hooks and tests, not for what is worked out while tests are collected
 */
export function fakeCloud(options?: FakeCloudOptions): FakeCloud {
  const cloud = {} as FakeCloud;
  beforeAll(async () => {
    Object.assign(cloud, await startFakeCloud(options));
  });
  afterAll(() => cloud.close());
  beforeEach(() => {
    stubBrowser();
    cloud.reset();
  });
  return cloud;
}
