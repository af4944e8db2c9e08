import type { DomainRef } from '@/utils/openstack/identity/auth-request';
import type { RefDraft } from '@/utils/sign-in/method';
import type { CloudSettings } from './settings';

/** An id wins over a name. */
export function refsOf(settings: CloudSettings): { user?: RefDraft; project?: RefDraft } {
  const user = refOf(settings, settings.text('user_id'), settings.text('username', 'user_name'), 'user');
  // tenant_* is the old project_* (openstacksdk openstack/config/loader.py `_fix_backwards_project`)
  const projectId = settings.text('project_id', 'tenant_id');
  const project = refOf(settings, projectId, settings.text('project_name', 'tenant_name'), 'project');
  const scope = ['system_scope', 'trust_id', ...(project ? [] : ['domain_id', 'domain_name'])];
  const unused = scope.find((key) => settings.text(key) !== undefined);
  if (unused !== undefined) settings.problems.push({ code: 'SCOPE_UNUSED', key: unused });
  return { ...(user && { user }), ...(project && { project }) };
}

function refOf(
  settings: CloudSettings,
  id: string | undefined,
  name: string | undefined,
  kind: 'user' | 'project',
): RefDraft | undefined {
  if (id !== undefined) return { id, ...(name !== undefined && { name }) };
  if (name === undefined) return undefined;
  const domain = domainOf(settings, kind);
  return { name, ...(domain && { domain }) };
}

/** Its own, else the one for both, else the default domain (keystoneauth1/identity/generic/base.py). */
function domainOf(settings: CloudSettings, kind: 'user' | 'project'): DomainRef | undefined {
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
