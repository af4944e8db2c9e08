import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { CHROMIUM_EXTENSION } from '@/tests/tools/build';
import { DASHBOARD_KINDS } from '@/utils/messaging/dashboard-kinds';

// The browser reads the hint on the first line only.
for (const script of DASHBOARD_KINDS.map((kind) => `${kind}.js`)) {
  test(`${script} has the hint to compile it eagerly`, () => {
    const source = readFileSync(join(CHROMIUM_EXTENSION, script), 'utf8');
    expect(source).toMatch(/^\/\/# allFunctionsCalledOnLoad\n\(function/);
  });
}
