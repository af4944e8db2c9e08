import type { DomainRef } from '@/utils/openstack/identity/auth-request';
import type { Method } from './auth-type';
import type { CloudDraft, RefDraft } from './draft';
import type { Settings } from './settings';

/** Who signs in to which project. An id wins over a name; what is missing for this way to sign in is noted. */
export function refsOf(settings: Settings, method: Method): CloudDraft {
  const { problems } = settings;
  const userId = settings.text('user_id');
  const user = refOf(settings, userId, settings.text('username', 'user_name'), 'user');
  // project_* is the newer word for tenant_* (openstacksdk openstack/config/loader.py `_fix_backwards_project`)
  const projectId = settings.text('project_id', 'tenant_id');
  const project = refOf(settings, projectId, settings.text('project_name', 'tenant_name'), 'project');
  const scope = ['system_scope', 'trust_id', ...(project ? [] : ['domain_id', 'domain_name'])];
  const unused = scope.find((key) => settings.text(key) !== undefined);
  if (unused !== undefined) problems.push({ code: 'SCOPE_UNUSED', key: unused });
  if (method === 'application_credential') {
    const id = settings.text('application_credential_id');
    const name = settings.text('application_credential_name');
    // by its name it needs its user (https://docs.openstack.org/api-ref/identity/v3/#authenticating-with-an-application-credential)
    if (id === undefined && (name === undefined || user === undefined))
      problems.push({ code: 'APP_CRED_ID_MISSING', key: 'application_credential_id' });
    if (id === undefined && user && domainless(user))
      problems.push({ code: 'DOMAIN_ASSUMED', key: 'user_domain_name' });
    const named = name === undefined ? {} : { appCredName: name };
    return { ...(user && { user }), ...(id !== undefined && { appCredId: id }), ...named };
  }
  if (method === 'password' && user === undefined) problems.push({ code: 'USER_MISSING', key: 'username' });
  if (method === 'password' && user && domainless(user))
    problems.push({ code: 'DOMAIN_ASSUMED', key: 'user_domain_name' });
  if (project && domainless(project) && (method === 'token' || (user && 'id' in user)))
    problems.push({ code: 'DOMAIN_ASSUMED', key: 'project_domain_name' });
  return { ...(method === 'password' && user && { user }), ...(project && { project }) };
}

function refOf(
  settings: Settings,
  id: string | undefined,
  name: string | undefined,
  kind: 'user' | 'project',
): RefDraft | undefined {
  if (id !== undefined) return { id, ...(name !== undefined && { name }) };
  if (name === undefined) return undefined;
  const domain = domainOf(settings, kind);
  return { name, ...(domain && { domain }) };
}

/** Its own domain, else the one for both, else the default one (keystoneauth1/identity/generic/base.py). */
function domainOf(settings: Settings, kind: 'user' | 'project'): DomainRef | undefined {
  for (const prefix of [`${kind}_domain`, 'domain', 'default_domain']) {
    const id = settings.text(`${prefix}_id`);
    if (id !== undefined) return { id };
    const name = settings.text(`${prefix}_name`);
    if (name !== undefined) return { name };
  }
  // python-openstackclient: `--os-default-domain`, an id
  const id = settings.text('default_domain');
  return id === undefined ? undefined : { id };
}

function domainless(ref: RefDraft): boolean {
  return !('id' in ref) && ref.domain === undefined;
}
