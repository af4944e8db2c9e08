import type { CloudProfile } from '@/utils/clouds/profile';
import type { SignInDraft } from '@/utils/sign-in/method';
import {
  type Credential,
  type SignIn,
  type SignInMethodName,
  type SignInTextFieldName,
  signInMethod,
} from '@/utils/sign-in/methods';
import type { ImportProblem } from './import-problems';

/** What a file or a dashboard has of a cloud. No secret. */
export interface CloudDraft extends SignInDraft<SignInTextFieldName> {
  name?: string;
  /** as the file has it, without a password */
  authUrl?: string;
  method?: SignInMethodName;
  interface?: CloudProfile['interface'];
  /** the first to use */
  region?: string;
  /** where the file names several */
  regions?: string[];
  /** used instead of the catalog */
  computeUrl?: string;
  /** its name or URL */
  vendorProfile?: string;
}

/** The secret is apart: the draft is shown. */
export interface ImportedCloud {
  /** in the file, else the auth URL's host, else empty */
  name: string;
  draft: CloudDraft;
  secret?: Credential;
  problems: ImportProblem[];
}

/** `problems` are those of the whole file. */
export interface ImportedFile {
  clouds: ImportedCloud[];
  problems: ImportProblem[];
}

/** Null: incomplete. */
export function completeSignIn(draft: CloudDraft): SignIn | null {
  return signInMethod(draft.method ?? 'password').fileFormat?.completeDraft(draft) ?? null;
}
