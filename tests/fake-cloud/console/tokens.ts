import { randomUUID } from 'node:crypto';
import type { ConsoleType } from '@/tests/fake-cloud/world';

export interface ConsoleToken {
  token: string;
  serverId: string;
  type: ConsoleType;
  /** milliseconds since the epoch */
  expiresAt: number;
}

/** Console tokens: UUIDs, valid for any number of connections until they expire. Source: nova/objects/console_auth_token.py. */
export class ConsoleTokens {
  readonly #tokens = new Map<string, ConsoleToken>();

  issue(serverId: string, type: ConsoleType, seconds: number): ConsoleToken {
    const entry: ConsoleToken = { token: randomUUID(), serverId, type, expiresAt: Date.now() + seconds * 1000 };
    this.#tokens.set(entry.token, entry);
    return entry;
  }

  valid(token: string | null | undefined): ConsoleToken | undefined {
    const entry = this.#tokens.get(token ?? '');
    return entry && entry.expiresAt > Date.now() ? entry : undefined;
  }

  all(): ConsoleToken[] {
    return [...this.#tokens.values()];
  }

  expireAll(): void {
    for (const entry of this.#tokens.values()) entry.expiresAt = Math.min(entry.expiresAt, Date.now());
  }
}
