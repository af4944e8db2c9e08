import fc from 'fast-check';
import { expect, it } from 'vitest';
import { forAnyAsync } from '@/tests/unit/support/runs';
import { readUpTo } from '@/utils/dashboards/http';

it('reads a text as it is, however its chunks are cut', async () => {
  await forAnyAsync(100, fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 5 }), async (text, step) => {
    const bytes = new TextEncoder().encode(text);
    const body = new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += step) controller.enqueue(bytes.slice(at, at + step));
        controller.close();
      },
    });
    expect(await readUpTo(new Response(body), 10_000)).toEqual({ text, isWhole: true });
  });
});

it('stops at the limit, and asks for no more', async () => {
  let sent = 0;
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 100;
      controller.enqueue(new Uint8Array(100).fill(97));
    },
    cancel() {
      isCancelled = true;
    },
  });
  const { text, isWhole } = await readUpTo(new Response(endless), 250);
  expect({ text, isWhole, isCancelled }).toEqual({ text: 'a'.repeat(250), isWhole: false, isCancelled: true });
  expect(sent).toBeLessThan(1000);
});

it.each([
  ['TIMEOUT', new DOMException('timed out', 'TimeoutError')],
  ['NETWORK', new TypeError('network error')],
])('a body that breaks off is an error of its own: %s', async (code, error) => {
  const broken = new ReadableStream({ pull: (controller) => controller.error(error) });
  await expect(readUpTo(new Response(broken), 3)).rejects.toMatchObject({ code });
});

it('an answer of just that size is whole; one without a body is empty', async () => {
  expect(await readUpTo(new Response('abc'), 3)).toEqual({ text: 'abc', isWhole: true });
  expect(await readUpTo(new Response(null), 3)).toEqual({ text: '', isWhole: true });
});
