import type { ApiAccess, DashboardUser } from '@/utils/messaging/views';
import { authUrlProblem } from './auth-url';
import { parseCloudsYaml } from './clouds-yaml';
import type { CloudDraft, ImportedFile } from './draft';
import { keystoneUrlOf } from './horizon-endpoints';
import { isHorizonCloudsYaml, repairHorizonYaml } from './horizon-yaml';
import { inertDocument } from './inert-document';
import { parseOpenrc } from './openrc';

/** Without a name: every Horizon names its cloud `openstack`. Null: neither auth URL nor user. */
export function draftOfApiAccess(access: ApiAccess): CloudDraft | null {
  if (!('who' in access)) {
    const { source, text } = access;
    if (source === 'openrc') return firstDraftOf(parseOpenrc(text));
    // An operator may have changed the template.
    return firstDraftOf(parseCloudsYaml(isHorizonCloudsYaml(text) ? text : repairHorizonYaml(text)));
  }
  const authUrl = access.source === 'session' ? access.authUrl : keystoneUrlOf(inertDocument(access.text));
  return draftOfUser(access.who, authUrl === null || authUrlProblem(authUrl) ? undefined : authUrl);
}

function firstDraftOf({ clouds }: ImportedFile): CloudDraft | null {
  const { name: _, ...draft } = clouds[0]?.draft ?? {};
  return nullIfEmpty(draft);
}

function draftOfUser(who: DashboardUser, authUrl: string | undefined): CloudDraft | null {
  return nullIfEmpty({
    ...(authUrl !== undefined && { authUrl }),
    method: 'password',
    ...(who.userName && { user: namedRef(who.userName, who.userDomainName) }),
    ...(who.projectName && { project: namedRef(who.projectName, who.projectDomainName) }),
    ...(who.region && { region: who.region }),
  });
}

function namedRef(name: string, domain: string | null): CloudDraft['user'] & { name: string } {
  return { name, ...(domain && { domain: { name: domain } }) };
}

function nullIfEmpty(draft: CloudDraft): CloudDraft | null {
  return draft.authUrl === undefined && draft.user === undefined && draft.appCredId === undefined ? null : draft;
}
