import { describe, expect, it } from 'vitest';
import { checkWalls } from '@/tests/tools/lint-walls';

describe('walls', () => {
  it.each([
    ['utils/openstack/http.ts', `import { browser } from '@/utils/browser';`],
    ['utils/openstack/identity/tokens.ts', `import { storage } from 'wxt/utils/storage';`],
    ['utils/vault/device-store.ts', `import { get } from 'idb-keyval';`],
    ['components/popup/row.tsx', `import type { Vault } from '@/utils/vault/vault';`],
    ['components/popup/row.tsx', `import { issueToken } from '@/utils/openstack/identity/tokens';`],
    ['components/popup/row.tsx', `import * as z from 'zod/mini';`],
    ['entrypoints/popup/main.tsx', `import { createVault } from '@/utils/vault/vault';`],
    ['utils/pages/snapshot.ts', `import { tokenStore } from '@/utils/sessions/token-store';`],
    ['utils/sessions/sessions.ts', `import { x } from '../consoles/consoles';`],
    ['utils/sessions/sessions.ts', `const x = await import('@/utils/consoles/consoles');`],
    ['utils/unknown.ts', `export { createVault } from '@/utils/vault/vault';`],
    ['elsewhere/file.ts', ''],
  ])('stops %s from %s', (file, source) => {
    expect(checkWalls(file, source)).toHaveLength(1);
  });

  it.each([
    [
      'utils/openstack/identity/tokens.ts',
      `import { request } from '@/utils/openstack/http';\nimport { x } from './body';`,
    ],
    ['utils/consoles/consoles.ts', `import {\n  a,\n  b,\n} from '@/utils/sessions/sessions';`],
    ['components/popup/row.tsx', `import type { ServerView } from '@/utils/messaging/views';\nimport './row.css';`],
  ])('lets %s reach what is open to it', (file, source) => {
    expect(checkWalls(file, source)).toEqual([]);
  });
});
