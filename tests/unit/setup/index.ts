import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { installFileSystem } from '@/tests/unit/support/file-system';
import { shownIn, watchedIn } from '@/tests/unit/support/watched';

// Half a second for each key is for people; the least that is allowed is as good a test.
vi.mock('@/utils/vault/argon2', async (importActual) => {
  const actual = await importActual<typeof import('@/utils/vault/argon2')>();
  return { ...actual, calibratedCost: async () => actual.MIN_COST };
});

installFileSystem();
beforeEach(() => fakeBrowser.reset());

const { FUZZ_RUNS, FUZZ_SEED, FUZZ_FOLDER, FUZZ_SHOW } = process.env;
// The same inputs in every run, so that a failure repeats; a long run has new ones.
fc.configureGlobal({ seed: FUZZ_RUNS === undefined ? 20_261_124 : Number(FUZZ_SEED ?? Date.now()) });
if (FUZZ_FOLDER !== undefined)
  fc.installGlobalPlugin(
    FUZZ_SHOW === undefined ? watchedIn(FUZZ_FOLDER) : shownIn(FUZZ_FOLDER, JSON.parse(FUZZ_SHOW)),
  );
