/** Something that shows a server's console to somebody. */
export interface Viewer {
  /** breaks the connection without a goodbye, as a dying proxy does */
  drop(): void;
}

/** Who looks at which server's console. */
export class ScreenRegistry {
  readonly #viewers = new Map<string, Set<Viewer>>();

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
}
