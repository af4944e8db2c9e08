import type { Server } from '@/tests/fake-cloud/world';
import { Screen } from './screen';

/** Something that shows a server's console to somebody. */
export interface Viewer {
  /** breaks the connection without a goodbye, as a dying proxy does */
  drop(): void;
}

/** The screens of all servers, made when first looked at, and who looks at them. */
export class ScreenRegistry {
  readonly #screens = new Map<string, Screen>();
  readonly #viewers = new Map<string, Set<Viewer>>();

  screenOf(server: Server): Screen {
    let screen = this.#screens.get(server.id);
    if (!screen) {
      screen = new Screen(server);
      this.#screens.set(server.id, screen);
    }
    return screen;
  }

  /** The screen, if it was ever looked at. */
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

  /** How many look at it now. */
  viewers(serverId: string): number {
    return this.#viewers.get(serverId)?.size ?? 0;
  }

  /** Breaks every connection to one server's console, or to all. */
  drop(serverId?: string): void {
    const sets =
      serverId === undefined ? [...this.#viewers.values()] : [this.#viewers.get(serverId) ?? new Set<Viewer>()];
    for (const viewers of sets) for (const viewer of [...viewers]) viewer.drop();
  }

  /** Forgets a screen, as a server that was off forgets what stood on it. */
  forget(serverId: string): void {
    this.#screens.delete(serverId);
  }
}
