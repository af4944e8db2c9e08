import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';

test('`npm run fake-cloud` prints its addresses, answers, and ends on Ctrl+C', { timeout: 30_000 }, async () => {
  const child = spawn(process.execPath, [
    '--import',
    'tsx',
    'tests/fake-cloud/main.ts',
    '--servers',
    '3',
    '--token-seconds',
    '60',
  ]);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const ended = once(child, 'exit');
  await vi.waitFor(() => expect(output).toContain('Ctrl+C'), { timeout: 20_000 });
  const authUrl = /Auth URL +(\S+)/.exec(output)?.[1] ?? '';
  expect((await fetch(authUrl)).status).toBe(200);
  child.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
});

test('an option that is no number is refused', { timeout: 30_000 }, async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/fake-cloud/main.ts', '--servers', 'many']);
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(errors).toContain('--servers needs a whole number, not many');
});
