/** What is under way in the browser: storage, requests, cryptography. Timers do not count. */
let running = 0;
let begun = 0;

/** Counts a call until it settles. */
export function during<T>(call: Promise<T>): Promise<T> {
  running += 1;
  begun += 1;
  const end = () => {
    running -= 1;
  };
  call.then(end, end);
  return call;
}

/** A call that takes longer than this many turns will never end. */
const MAX_TURNS = 200_000;
/** Event-loop turns without a call after which nothing more happens by itself. */
const QUIET_TURNS = 8;

/** Waits until nothing is under way; only timers can start something then. */
export async function quiet(): Promise<void> {
  let known = -1;
  let all = 0;
  for (let turns = 0; turns < QUIET_TURNS; all += 1) {
    if (all > MAX_TURNS) throw new Error(`${running} calls never end`);
    await new Promise((resolve) => setImmediate(resolve));
    turns = running === 0 && begun === known ? turns + 1 : 0;
    known = begun;
  }
}

const SUBTLE = [
  ...(['encrypt', 'decrypt', 'digest', 'sign', 'importKey', 'exportKey'] as const),
  ...(['generateKey', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey'] as const),
];

/** Counts calls of Web Crypto. Never undone. */
export function watchCrypto(): void {
  const subtle = crypto.subtle as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  for (const name of SUBTLE) {
    const original = subtle[name]?.bind(subtle);
    if (original !== undefined) subtle[name] = (...args) => during(original(...args));
  }
}
