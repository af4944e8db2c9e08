import type { CloudProfile } from '@/utils/clouds/profile';
import type { SignInDraft } from '@/utils/sign-in/method';
import {
  type Credential,
  type SignIn,
  type SignInMethodName,
  type SignInTextName,
  signInMethod,
} from '@/utils/sign-in/methods';
import type { ImportProblem } from './import-problems';

/** What a file or a dashboard tells of a cloud; any of it may be missing. No secret. */
export interface CloudDraft extends SignInDraft<SignInTextName> {
  name?: string;
  /** as written; http or https, without a user or password in it */
  authUrl?: string;
  method?: SignInMethodName;
  interface?: CloudProfile['interface'];
  /** the region to start with */
  region?: string;
  /** all regions that the file names, where there are several */
  regions?: string[];
  /** where Nova is, whatever the catalog says */
  computeUrl?: string;
  /** name or URL of a vendor's profile that completes this cloud elsewhere */
  vendorProfile?: string;
}

/** One cloud of a file. The secret stands beside the draft, which is what may be shown. */
export interface ImportedCloud {
  /** as the file calls it, else the auth URL's host; empty where there is neither */
  name: string;
  draft: CloudDraft;
  secret?: Credential;
  problems: ImportProblem[];
}

/** What a file gives: its clouds, and what is wrong with the file as a whole. */
export interface ImportedFile {
  clouds: ImportedCloud[];
  problems: ImportProblem[];
}

/** @returns the sign-in that a draft describes, with ids where it has them; null where it is incomplete. */
export function completeSignIn(draft: CloudDraft): SignIn | null {
  return signInMethod(draft.method ?? 'password').file?.complete(draft) ?? null;
}
