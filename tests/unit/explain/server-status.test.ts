import { beforeEach, expect, it, vi } from 'vitest';
import { speak } from '@/tests/unit/setup/i18n';

// words are kept once read, so each language needs a module of its own
beforeEach(() => vi.resetModules());

it.each(['en', 'zh_CN'] as const)('%s has a word for every status that Nova documents', async (locale) => {
  speak(locale);
  const { SERVER_STATUSES, statusWord } = await import('@/utils/explain/server-status');
  const words = SERVER_STATUSES.map(statusWord);
  expect(words.every((word) => word !== '')).toBe(true);
  expect(new Set(words).size).toBe(words.length);
});

it('an unknown status is shown as it came', async () => {
  speak('en');
  const { statusWord } = await import('@/utils/explain/server-status');
  expect(statusWord('ACTIVE')).toBe('ACTIVE');
  expect(statusWord('DREAMING')).toBe('DREAMING');
});

it('the color of the dot follows from status, task and obstacle', async () => {
  const { statusColorOf } = await import('@/utils/explain/server-status');
  const still = { taskState: null, obstacle: null };
  expect(statusColorOf({ status: 'ACTIVE', ...still })).toBe('on');
  expect(statusColorOf({ status: 'ACTIVE', ...still, taskState: 'rebooting' })).toBe('busy');
  expect(statusColorOf({ status: 'SHUTOFF', ...still, obstacle: 'shutoff' })).toBe('off');
  expect(statusColorOf({ status: 'BUILD', ...still, obstacle: 'building' })).toBe('busy');
  expect(statusColorOf({ status: 'ERROR', ...still, obstacle: 'error' })).toBe('bad');
  expect(statusColorOf({ status: 'UNKNOWN', ...still, obstacle: 'unreachable' })).toBe('bad');
});
