import { Document, Scalar } from 'yaml';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { DomainRef, ProjectRef, UserRef } from '@/utils/openstack/identity/auth-request';
import type { Credential, SignIn } from '@/utils/sign-in/methods';

export interface ExportedCloud {
  profile: CloudProfile;
  /** left out: the file is written without its secret */
  credential?: Credential;
}

/** Of our ways to sign in, the words of keystoneauth (keystoneauth setup.cfg, `keystoneauth1.plugin`); null: it has none. */
const AUTH_TYPES: Record<SignIn['method'], string | null> = {
  password: 'password',
  application_credential: 'v3applicationcredential',
  token: 'v3token',
  horizon_session: null,
};

/** Whether a clouds.yaml has words for how a cloud is signed in to. */
export function isExportable({ signIn }: CloudProfile): boolean {
  return AUTH_TYPES[signIn.method] !== null;
}

/**
 * A clouds.yaml that holds these clouds
 * (https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html). Every text in it is in double quotes:
 * whatever it is, it is read as that text again. What is not {@link isExportable} is left out. Two clouds with one name get a number.
 */
export function exportClouds(clouds: readonly ExportedCloud[]): string {
  const named = new Map<string, object>();
  for (const cloud of clouds)
    if (isExportable(cloud.profile)) named.set(freeName(cloud.profile.name, named), entryOf(cloud));
  // Names stand in quotes too: one may be `<<`, or `no`.
  const entries = [...named].map(([name, entry]): [Scalar, object] => [quoted(name), entry]);
  const document = new Document({ clouds: new Map(entries) });
  return document.toString({ defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });
}

function quoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

function entryOf({ profile, credential }: ExportedCloud): object {
  const { authUrl, signIn, region, regions, computeUrl } = profile;
  const listed = regions !== undefined && regions.length > 0;
  return {
    ...authTypeOf(signIn),
    auth: { auth_url: authUrl, ...whoOf(signIn), ...(credential && secretOf(credential)) },
    ...(listed && { regions }),
    ...(region !== undefined && region !== (listed ? regions[0] : undefined) && { region_name: region }),
    interface: profile.interface,
    ...(computeUrl !== undefined && { compute_endpoint_override: computeUrl }),
    identity_api_version: 3,
  };
}

/** A passcode is never in a file: it is asked for. */
function authTypeOf(signIn: SignIn): object {
  const both = signIn.method === 'password' && signIn.passcode;
  if (both) return { auth_type: 'v3multifactor', auth_methods: ['v3password', 'v3totp'] };
  return { auth_type: AUTH_TYPES[signIn.method] };
}

function whoOf(signIn: SignIn): object {
  if (signIn.method === 'application_credential') {
    if ('id' in signIn) return { application_credential_id: signIn.id };
    return { application_credential_name: signIn.name, ...refOf('user', 'username', signIn.user) };
  }
  return {
    ...(signIn.method === 'password' && refOf('user', 'username', signIn.user)),
    ...(signIn.project && refOf('project', 'project_name', signIn.project)),
  };
}

function refOf(kind: 'user' | 'project', label: string, ref: UserRef | ProjectRef): object {
  if ('id' in ref) return { [`${kind}_id`]: ref.id };
  return { [label]: ref.name, ...domainOf(kind, ref.domain) };
}

function domainOf(kind: 'user' | 'project', domain: DomainRef): object {
  return 'id' in domain ? { [`${kind}_domain_id`]: domain.id } : { [`${kind}_domain_name`]: domain.name };
}

function secretOf(credential: Credential): object {
  switch (credential.kind) {
    case 'password':
      return { password: credential.password };
    case 'application_credential':
      return { application_credential_secret: credential.secret };
    case 'token':
      return { token: credential.token };
    case 'horizon_session':
      return {};
  }
}

function freeName(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted} ${number}`)) return `${wanted} ${number}`;
}
