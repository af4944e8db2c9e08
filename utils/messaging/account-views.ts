/** Plain data of sign-ins that pages may see. Nothing here imports code. */
import type { CloudProfile } from '@/utils/clouds/profile';

/** One token that is in use, without the token. */
export interface TokenView {
  /** null: good for no project yet */
  project: { id: string; name: string } | null;
  /** ms since the epoch; null: it does not end */
  expiresAt: number | null;
  /** how it was signed in, such as `['password', 'totp']` */
  methods: string[];
  /** false for one that the person pasted */
  ours: boolean;
}

/** An application credential took the place of a password. */
export interface RestrictReport {
  /** `signIn.made` tells the rest */
  profile: CloudProfile;
  /** the credential's */
  name: string;
}
