import type { CloudProfile } from '@/utils/clouds/profile';
import type { DomainRef } from '@/utils/openstack/identity/auth-request';
import type { Credential, SignIn } from '@/utils/sign-in/methods';
import type { ImportProblem } from './import-problems';

/** A user or project as a file names it. With an id the name is only there to be shown. */
export type RefDraft = { id: string; name?: string } | { name: string; domain?: DomainRef };

/** What a file or a dashboard tells of a cloud; any of it may be missing. No secret. */
export interface CloudDraft {
  name?: string;
  /** as written; http or https, without a user or password in it */
  authUrl?: string;
  method?: SignIn['method'];
  user?: RefDraft;
  project?: RefDraft;
  appCredId?: string;
  appCredName?: string;
  interface?: CloudProfile['interface'];
  /** a one-time passcode is asked for too */
  passcode?: true;
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
export interface Imported {
  clouds: ImportedCloud[];
  problems: ImportProblem[];
}

const DEFAULT_DOMAIN: DomainRef = { name: 'Default' };

/**
 * @returns the way to sign in that a draft describes, references by id kept; a domain that is not said is the user's,
 * else `Default`. Null where the user, or what names the application credential, is missing.
 */
export function signInOf(draft: CloudDraft): SignIn | null {
  const method = draft.method ?? 'password';
  const user = draft.user && refOf(draft.user, DEFAULT_DOMAIN);
  if (method === 'application_credential') {
    if (draft.appCredId) return { method, id: draft.appCredId };
    return draft.appCredName && user ? { method, name: draft.appCredName, user } : null;
  }
  const domain = user && 'domain' in user ? user.domain : DEFAULT_DOMAIN;
  const project = draft.project && { project: refOf(draft.project, domain) };
  if (method === 'token') return { method, ...project };
  return user ? { method, user, ...project, ...(draft.passcode && { passcode: draft.passcode }) } : null;
}

function refOf(ref: RefDraft, domain: DomainRef): { id: string } | { name: string; domain: DomainRef } {
  return 'id' in ref ? { id: ref.id } : { name: ref.name, domain: ref.domain ?? domain };
}
