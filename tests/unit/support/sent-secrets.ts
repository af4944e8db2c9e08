import { beforeEach, vi } from 'vitest';

/**
 * Counts how often secrets are sent: the fake cloud's journal has none. For all tests of the file that calls this; only
 * for workers that are made in tests.
 */
export function sentSecrets() {
  let bodies: string[] = [];
  const clear = () => {
    bodies = [];
  };
  beforeEach(() => {
    clear();
    const { fetch } = globalThis;
    vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      bodies.push(String(init?.body));
      return fetch(input, init);
    });
  });
  return {
    clear,
    requests: () => bodies.length,
    times: (secret: string) => bodies.filter((body) => body.includes(secret)).length,
  };
}

/** The code of the error that a call rejects with; null: it does not. */
export const rejectionCodeOf = (call: Promise<unknown>): Promise<string | null> =>
  call.then(
    () => null,
    (error: { code?: string }) => error.code ?? String(error),
  );
