/** Plain data of sign-ins that pages may see. Nothing here imports code. */
import type { CloudProfile } from '@/utils/clouds/profile';
import type { HostAccess, ProjectView } from './views';

/** One token that is in use, without the token. */
export interface TokenView {
  /** null: good for no project yet */
  project: { id: string; name: string } | null;
  /** ms since the epoch; null: it does not end */
  expiresAt: number | null;
  /** how it was signed in, such as `['password', 'totp']` */
  methods: string[];
  /** false for one that the person pasted, or that their dashboard lends */
  ours: boolean;
}

/**
 * Whether a cloud's tokens are worth nothing any more. `untold`: the cloud could not be told; `limited`: the cloud does
 * not revoke a token with access rules; `foreign`: the person brought the token, and it is not ours to revoke; `lent`: nor
 * is that of their dashboard's session, which goes on.
 */
export type Ended = { revoked: true } | { revoked: false; why: 'untold' | 'limited' | 'foreign' | 'lent' };

/** An application credential that was made here and, for all that is known, is on its cloud. */
export interface MadeView {
  cloudId: string;
  cloudName: string;
  /** the credential's */
  name: string;
  userId: string;
  userName: string;
  /** where it was made */
  authUrl: string;
}

/** An application credential took the place of a password. */
export interface RestrictReport {
  /** `signIn.made` tells the rest */
  profile: CloudProfile;
  /** the credential's */
  name: string;
}

/** What signing in showed; for the settings page. */
export interface SignInReport {
  userName: string;
  projects: ProjectView[];
  regions: string[];
  /** hosts this cloud needs that are not granted yet */
  hosts: HostAccess[];
}
