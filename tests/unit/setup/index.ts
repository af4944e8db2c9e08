import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

beforeEach(() => fakeBrowser.reset());

// The same inputs in every run, so that a red run is red again; a long run looks for new ones.
if (process.env.FUZZ_RUNS === undefined) fc.configureGlobal({ seed: 20_261_124 });
