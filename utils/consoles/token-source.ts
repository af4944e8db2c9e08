import type { CloudProfile } from '@/utils/clouds/profile';
import type { CatalogService, ComputeSelection } from '@/utils/openstack/catalog';
import type { Initiator, Sessions, TokenScope } from '@/utils/sessions/sessions';

/** A token scoped to one project, a secret, and which endpoint of its catalog to use. */
export interface ScopedToken {
  token: string;
  catalog: readonly CatalogService[];
  at: ComputeSelection;
  /** null: the catalog's first */
  region: string | null;
}

/** Name of the stored cloud, or host of the dashboard, that a token is of. */
export interface TokenOrigin {
  via: 'cloud' | 'dashboard';
  where: string;
}

/** A source may make it again with another token and discard its answer: so it only reads. */
export type TokenCall<T> = (scopedToken: ScopedToken) => Promise<T>;

export type TokenUnavailableReason =
  /** none has the page's project */
  | 'no-stored-cloud'
  /** of dashboards of this kind */
  | 'no-session-access'
  /** the page has other cookies than the extension's requests */
  | 'private-window'
  | 'container'
  /** by the dashboard */
  | 'token-withheld'
  /** the browser cannot reach it */
  | 'nova-out-of-reach';

export type TokenOutcome<T> =
  | { kind: 'done'; origin: TokenOrigin; value: T }
  | { kind: 'failed'; origin: TokenOrigin; error: unknown }
  | { kind: 'unavailable'; reason: TokenUnavailableReason };

export interface TokenSource<Target> {
  /**
   * Makes the call with a token for the target; what it throws is in the outcome.
   * @param initiator default: the user
   */
  use<T>(target: Target, call: TokenCall<T>, initiator?: Initiator): Promise<TokenOutcome<T>>;
}

export interface CloudTarget {
  profile: CloudProfile;
  scope: TokenScope;
  region: string | null;
}

/** The tokens of stored clouds. */
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
