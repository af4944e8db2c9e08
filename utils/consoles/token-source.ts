import type { CloudProfile } from '@/utils/clouds/profile';
import type { CatalogService, ComputeSelection } from '@/utils/openstack/catalog';
import type { Initiator, Sessions, TokenScope } from '@/utils/sessions/sessions';

/** A secret token, its catalog, and which endpoint to use. */
export interface ScopedToken {
  token: string;
  catalog: readonly CatalogService[];
  selection: ComputeSelection;
  /** null: the catalog's first */
  region: string | null;
}

/** `cloudOrHost`: the stored cloud's name or the dashboard's host. */
export interface TokenOrigin {
  via: 'cloud' | 'dashboard';
  cloudOrHost: string;
}

/** Must only read: it may run again. */
export type TokenCall<T> = (scopedToken: ScopedToken) => Promise<T>;

/** Why a source has no token for a target. */
export type TokenUnavailableReason =
  /** no stored cloud has the page's project */
  | 'no-stored-cloud'
  /** dashboards of this kind give no token */
  | 'no-session-access'
  /** the page has other cookies than the extension's requests */
  | 'private-window'
  | 'container'
  | 'token-withheld'
  /** the browser cannot reach Nova, or has no access to its host */
  | 'nova-out-of-reach';

/** `failed`: sign-in or call threw; `unavailable`: nothing was called. */
export type TokenOutcome<T> =
  | { kind: 'done'; origin: TokenOrigin; value: T }
  | { kind: 'failed'; origin: TokenOrigin; error: unknown }
  | { kind: 'unavailable'; reason: TokenUnavailableReason };

/** For targets of one kind. */
export interface TokenSource<Target> {
  /** Errors of the call are in the outcome. @param initiator default: the user */
  use<T>(target: Target, call: TokenCall<T>, initiator?: Initiator): Promise<TokenOutcome<T>>;
}

/** Region null: the catalog's first. */
export interface CloudTarget {
  profile: CloudProfile;
  scope: TokenScope;
  region: string | null;
}

/** The source for stored clouds. */
export function storedCloudTokens(sessions: Pick<Sessions, 'use'>) {
  return {
    async use<T>({ profile, scope, region }: CloudTarget, call: TokenCall<T>, initiator?: Initiator) {
      const origin: TokenOrigin = { via: 'cloud', cloudOrHost: profile.name };
      try {
        const use = ({ token, catalog }: Pick<ScopedToken, 'token' | 'catalog'>) =>
          call({ token, catalog, selection: profile, region });
        return { kind: 'done' as const, origin, value: await sessions.use(profile, scope, use, initiator) };
      } catch (error) {
        return { kind: 'failed' as const, origin, error };
      }
    },
  } satisfies TokenSource<CloudTarget>;
}
