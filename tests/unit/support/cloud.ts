import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type FakeCloud, type FakeCloudOptions, startFakeCloud } from '@/tests/fake-cloud';
import { stubBrowser } from './browser-stubs';

/** A password that, unlike `password`, can be searched for. */
export const PASSWORD = 'correct-horse';
export const CREDENTIAL = { kind: 'password', password: PASSWORD } as const;

/**
 * A fake cloud for all tests of the file or `describe` that calls this. Each test gets it in its first state, in a
 * browser that grants every host.
 * @returns an object that is empty until `beforeAll`: use it in hooks and tests only
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
