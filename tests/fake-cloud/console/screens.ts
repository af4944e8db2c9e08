import { randomUUID } from 'node:crypto';
import type { FakeConsoleType, FakeServer } from '@/tests/fake-cloud/contents';
import { Screen } from './screen';

/** A connection to a server's console. */
export interface Viewer {
  /** ends the connection without a close frame, as a proxy that dies does */
  drop(): void;
}

/** The screens of all servers, made on the first connection, and their connections. */
export class ScreenRegistry {
  readonly #screens = new Map<string, Screen>();
  readonly #viewers = new Map<string, Set<Viewer>>();

  screenOf(server: FakeServer): Screen {
    let screen = this.#screens.get(server.id);
    if (!screen) {
      screen = new Screen(server);
      this.#screens.set(server.id, screen);
    }
    return screen;
  }

  /** The screen, if anyone ever connected to it. */
  existing(serverId: string): Screen | undefined {
    return this.#screens.get(serverId);
  }

  attach(serverId: string, viewer: Viewer): void {
    const viewers = this.#viewers.get(serverId) ?? new Set();
    viewers.add(viewer);
    this.#viewers.set(serverId, viewers);
  }

  detach(serverId: string, viewer: Viewer): void {
    this.#viewers.get(serverId)?.delete(viewer);
  }

  /** How many connections it has now. */
  viewers(serverId: string): number {
    return this.#viewers.get(serverId)?.size ?? 0;
  }

  /** Cuts every connection to one server's console, or to all. */
  drop(serverId?: string): void {
    const sets =
      serverId === undefined ? [...this.#viewers.values()] : [this.#viewers.get(serverId) ?? new Set<Viewer>()];
    for (const viewers of sets) for (const viewer of [...viewers]) viewer.drop();
  }

  /** Clears a screen: its server was shut off. */
  remove(serverId: string): void {
    this.#screens.delete(serverId);
  }
}

export interface ConsoleToken {
  token: string;
  serverId: string;
  type: FakeConsoleType;
  /** milliseconds since the epoch */
  expiresAt: number;
}

/** Console tokens: UUIDs, valid for any number of connections until they expire. Source: nova/objects/console_auth_token.py. */
export class ConsoleTokens {
  readonly #tokens = new Map<string, ConsoleToken>();

  issue(serverId: string, type: FakeConsoleType, seconds: number): ConsoleToken {
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
