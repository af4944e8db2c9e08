// @vitest-environment happy-dom
import '@/tests/unit/setup/i18n';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemAlert } from '@/components/problem-alert';
import type { Problem } from '@/utils/problems/problem';

const REPORT =
  'novnc-for-openstack 0.1.0, Firefox\n2026-01-02T03:04:05.000Z openConsole: TypeError\n  background.js:1:23';
const writeText = vi.fn(async () => undefined);

function draw(problem: Problem): HTMLElement {
  const root = document.createElement('div');
  void act(() => render(<ProblemAlert problem={problem} actions={{}} />, root));
  return root;
}

beforeEach(() => {
  writeText.mockClear();
  vi.stubGlobal('navigator', { clipboard: { writeText } });
});

describe('an unexpected error', () => {
  it('shows its report when the user asks for it, and copies exactly the text that is shown', async () => {
    const body = draw({ code: 'INTERNAL', facts: { report: REPORT } });
    const details = body.querySelector('details');
    expect(details?.open).toBe(false);
    expect(details?.querySelector('summary')?.textContent).toBe('Show report');
    const field = details?.querySelector('textarea');
    expect([field?.value, field?.readOnly]).toEqual([REPORT, true]);
    await act(async () => details?.querySelector('button')?.click());
    expect(writeText).toHaveBeenCalledWith(REPORT);
    expect(details?.querySelector('button')?.textContent).toBe('Copied');
  });

  it('has nothing to show where there is no report', () => {
    expect(draw({ code: 'INTERNAL', facts: {} }).querySelector('details')).toBeNull();
  });
});

it('copies the details for an administrator', async () => {
  const body = draw({ code: 'NETWORK', facts: { method: 'GET', host: 'nova.example.org', requestId: 'req-1' } });
  await act(async () => body.querySelector('button')?.click());
  expect(writeText).toHaveBeenCalledWith('GET nova.example.org · req-1');
});
