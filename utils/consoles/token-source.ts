import type { CloudProfile } from '@/utils/clouds/profile';
import type { CatalogService, ComputeAt } from '@/utils/openstack/catalog';
import type { Initiator, Sessions, TokenScope } from '@/utils/sessions/sessions';

/** A token scoped to one project, and which endpoint of its catalog to use. The token is a secret. */
export interface ScopedToken {
  token: string;
  catalog: readonly CatalogService[];
  at: ComputeAt;
  /** null: the catalog's first */
  region: string | null;
}

/** Whose sign-in a token is of: a stored cloud's with this name, or that of the dashboard with this host. */
export interface TokenOrigin {
  via: 'cloud' | 'dashboard';
  where: string;
}

/** A call to Nova. A source may make it again with another token, and discard its answer: so it only reads. */
export type TokenCall<T> = (scopedToken: ScopedToken) => Promise<T>;

/** Why a source has no token for a target. */
export type UnavailableReason =
  /** no stored cloud has the project that the page shows */
  | 'no-stored-cloud'
  /** the dashboard is of a kind that gives no access to its session */
  | 'no-session-access'
  /** the page has other cookies than the extension's requests */
  | 'private-window'
  | 'container'
  /** the dashboard does not hand out the token of its session */
  | 'token-withheld'
  /** there is a token, but the browser cannot reach the Nova that it is for */
  | 'nova-out-of-reach';

/** How a call with a source's token ended. */
export type TokenOutcome<T> =
  | { kind: 'done'; origin: TokenOrigin; value: T }
  | { kind: 'failed'; origin: TokenOrigin; error: unknown }
  | { kind: 'unavailable'; reason: UnavailableReason };

/** Something that has tokens for targets of one sort. */
export interface TokenSource<Target> {
  /**
   * Makes the call with a token for the target. Never throws: what the call throws is in the outcome.
   * @param initiator default: the user
   */
  use<T>(target: Target, call: TokenCall<T>, initiator?: Initiator): Promise<TokenOutcome<T>>;
}

/** A stored cloud, and which of its tokens and regions. */
export interface CloudTarget {
  profile: CloudProfile;
  scope: TokenScope;
  region: string | null;
}

/** The tokens that stored clouds are signed in to with. */
export function storedCloudTokens(sessions: Pick<Sessions, 'use'>) {
  return {
    async use<T>({ profile, scope, region }: CloudTarget, call: TokenCall<T>, initiator?: Initiator) {
      const origin: TokenOrigin = { via: 'cloud', where: profile.name };
      try {
        const use = ({ token, catalog }: Pick<ScopedToken, 'token' | 'catalog'>) =>
          call({ token, catalog, at: profile, region });
        return { kind: 'done' as const, origin, value: await sessions.use(profile, scope, use, initiator) };
      } catch (error) {
        return { kind: 'failed' as const, origin, error };
      }
    },
  } satisfies TokenSource<CloudTarget>;
}
