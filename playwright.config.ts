import { defineConfig } from '@playwright/test';
import { maySetPolicy } from '@/tests/e2e/support/policy';

export default defineConfig({
  outputDir: 'test-results',
  // Each test has a browser and a cloud of its own.
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // Generous, since a busy machine is not a failure; what is waited for is a condition, never a time.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  projects: [
    {
      name: 'chromium',
      testDir: 'tests/e2e',
      // A browser's policies are root's to set.
      testIgnore: ['firefox/**', 'desktop/**', ...(maySetPolicy() ? [] : ['policy/**'])],
    },
    // Real key presses go to the one window that has the focus.
    { name: 'desktop', testDir: 'tests/e2e/desktop', workers: 1 },
    { name: 'firefox', testDir: 'tests/e2e/firefox' },
    // A real cloud is slower, and several consoles may have to be tried before one draws.
    {
      name: 'openstack',
      testDir: 'tests/openstack',
      // `npm run test:openstack` says so where no Horizon is named.
      testIgnore: [
        ...(process.env.HORIZON_URL ? [] : ['horizon*.spec.ts']),
        ...(process.env.OS_MAY_ADD_REGION ? [] : ['horizon-region.spec.ts']),
      ],
      workers: 1,
      timeout: 240_000,
      expect: { timeout: 30_000 },
    },
  ],
});
