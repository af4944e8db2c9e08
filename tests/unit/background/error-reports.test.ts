import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createProblemOf } from '@/utils/background/error-reports';
import { AppError } from '@/utils/problems/app-error';

const WHEN = Date.UTC(2026, 0, 2, 3, 4, 5);
const problemOf = () => createProblemOf({ version: '1.2.3', browserName: 'Firefox', now: () => WHEN });
const error = (message: string) =>
  Object.assign(new TypeError(message), {
    stack: `TypeError: ${message}\n    at f (chrome-extension://abc/background.js:1:23)\n    at g (https://evil.example/x.js:1:1)`,
  });

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => undefined));

describe('an unexpected error', () => {
  it('is reported with time, message, class and place in the extension, and without what it says', () => {
    expect(problemOf()('openConsole', error('password=hunter2'))).toEqual({
      code: 'INTERNAL',
      facts: {
        report:
          'novnc-for-openstack 1.2.3, Firefox\n2026-01-02T03:04:05.000Z openConsole: TypeError\n  background.js:1:23',
      },
    });
  });

  it('is reported with the ones before it, as long as they are few', () => {
    const report = problemOf();
    for (let count = 1; count <= 7; count += 1) report(`message${count}`, error('x'));
    const text = report('last', 'thrown text').facts.report ?? '';
    expect(text.match(/Z \w+: \w+/g)).toEqual([
      'Z last: string',
      ...['message7', 'message6', 'message5', 'message4'].map((name) => `Z ${name}: TypeError`),
    ]);
  });
});

it('reports nothing of an expected failure', () => {
  expect(problemOf()('openConsole', new AppError('NO_LAST_CONSOLE'))).toEqual({ code: 'NO_LAST_CONSOLE', facts: {} });
});
