import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { defineContentWords } from './assets/content-words.ts';

export default defineConfig({
  test: {
    // By default one processor stays idle.
    maxWorkers: '100%',
    projects: [
      {
        plugins: [WxtVitest()],
        define: await defineContentWords(),
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/unit/setup/index.ts'],
          restoreMocks: true,
          testTimeout: 20_000,
        },
      },
      {
        plugins: [WxtVitest()],
        define: await defineContentWords(),
        test: {
          name: 'torture',
          include: ['tests/torture/**/*.torture.test.ts'],
          setupFiles: ['tests/unit/setup/index.ts', 'tests/torture/setup.ts'],
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'contract',
          // The files share the users of a real cloud, so there they run one after another.
          fileParallelism: !process.env.OS_CLIENT_CONFIG_FILE,
          sequence: { groupOrder: 1 },
          include: ['tests/contract/**/*.contract.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
