import { type CloudDraft, completeSignIn } from '@/utils/cloud-files/draft';
import { draftOfApiAccess } from '@/utils/cloud-files/draft-from-dashboard';
import type { ApiAccess } from '@/utils/messaging/views';
import { emptySignInValues } from '@/utils/sign-in/form-values';
import type { RefDraft } from '@/utils/sign-in/method';
import type { FormDraft, FormValues } from './form-values';

/** The fields that a dashboard's answer fills; null: none. Contains the YAML library. */
export function formDraft(access: ApiAccess): FormDraft | null {
  const draft = draftOfApiAccess(access);
  return draft === null ? null : { fields: fieldsOf(draft), signIn: completeSignIn(draft) };
}

function fieldsOf(draft: CloudDraft): Partial<FormValues> {
  const { authUrl, method, user, project, interface: endpointInterface, region, computeUrl } = draft;
  const userDomain = domainOf(user);
  const projectDomain = domainOf(project);
  return {
    ...(authUrl !== undefined && { authUrl }),
    ...(method !== undefined && { method }),
    ...(user !== undefined && { userName: nameOf(user) }),
    ...(userDomain !== '' && { userDomain }),
    ...(project !== undefined && { project: nameOf(project) }),
    // empty: the user's domain
    ...(projectDomain !== '' && projectDomain !== userDomain && { projectDomain }),
    ...textsOf(draft),
    ...(endpointInterface !== undefined && { interface: endpointInterface }),
    ...(region !== undefined && { region }),
    ...(computeUrl !== undefined && { computeUrl }),
  };
}

function textsOf(draft: CloudDraft): Partial<FormValues> {
  const { userName: _, userDomain: __, project: ___, projectDomain: ____, ...names } = emptySignInValues();
  const texts = Object.entries(draft).filter(
    ([name, value]) => name !== 'method' && name in names && value !== undefined,
  );
  return Object.fromEntries(texts);
}

/** The name, which a user can check, else the id. */
function nameOf(ref: RefDraft): string {
  return 'id' in ref ? (ref.name ?? ref.id) : ref.name;
}

function domainOf(ref: RefDraft | undefined): string {
  if (ref === undefined || 'id' in ref || ref.domain === undefined) return '';
  return 'id' in ref.domain ? ref.domain.id : ref.domain.name;
}
