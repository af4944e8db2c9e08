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

/** What a file or a dashboard has of a cloud; any of it may be missing. No secret. */
export interface CloudDraft extends SignInDraft<SignInTextFieldName> {
  name?: string;
  /** as the file has it, without a password */
  authUrl?: string;
  method?: SignInMethodName;
  interface?: CloudProfile['interface'];
  /** the first region to use */
  region?: string;
  /** all regions, where the file names several */
  regions?: string[];
  /** used instead of the catalog */
  computeUrl?: string;
  /** name or URL of the vendor profile that the entry refers to */
  vendorProfile?: string;
}

/** A cloud of a file. The secret is apart, since the draft is shown. */
export interface ImportedCloud {
  /** the name in the file, else the host of the auth URL, else empty */
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

/** @returns null where the draft is incomplete */
export function completeSignIn(draft: CloudDraft): SignIn | null {
  return signInMethod(draft.method ?? 'password').file?.completeDraft(draft) ?? null;
}
