import type { PasswordEntry } from './clouds-yaml';

/** Plain API calls to the same cloud, without the extension's code. */
export interface Api {
  token: string;
  userId: string;
  authUrl: string;
  novaUrl: string;
}

interface CatalogEntry {
  type: string;
  endpoints: { interface: string; region: string; url: string }[];
}

export interface NovaServer {
  id: string;
  name: string;
  status: string;
}

/** Signs in with a password, scoped to the entry's project. @throws Error for an error status */
export async function signInToApi({ authUrl, region, signIn: way }: PasswordEntry): Promise<Api> {
  const { userName, userDomain, password, project, projectDomain } = way;
  const user = { name: userName, domain: { name: userDomain }, password };
  const scope = { project: { name: project, domain: { name: projectDomain } } };
  const response = await fetch(`${authUrl}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth: { identity: { methods: ['password'], password: { user } }, scope } }),
  });
  if (!response.ok) throw new Error(`Keystone answered ${response.status}.`);
  const { token } = (await response.json()) as { token: { catalog: CatalogEntry[]; user: { id: string } } };
  const compute = token.catalog.find(({ type }) => type === 'compute')?.endpoints ?? [];
  const nova = compute.find((it) => it.interface === 'public' && (region === undefined || it.region === region));
  if (nova === undefined) throw new Error('The catalog has no compute service.');
  const subject = response.headers.get('x-subject-token') ?? '';
  return { token: subject, userId: token.user.id, authUrl, novaUrl: nova.url };
}

/** All servers of the project, from all pages. */
export async function serversOf(api: Api): Promise<NovaServer[]> {
  const servers: NovaServer[] = [];
  for (;;) {
    const marker = servers.at(-1);
    const url = `${api.novaUrl}/servers/detail?limit=1000${marker === undefined ? '' : `&marker=${marker.id}`}`;
    const response = await fetch(url, { headers: { 'x-auth-token': api.token } });
    if (!response.ok) throw new Error(`Nova answered ${response.status}.`);
    const page = ((await response.json()) as { servers: NovaServer[] }).servers;
    if (page.length === 0) return servers;
    servers.push(...page);
  }
}

/** Revokes a token. */
export async function revoke({ authUrl, token }: Api, subject: string): Promise<void> {
  const response = await fetch(`${authUrl}/auth/tokens`, {
    method: 'DELETE',
    headers: { 'x-auth-token': token, 'x-subject-token': subject },
  });
  if (response.status !== 204) throw new Error(`Keystone answered ${response.status}.`);
}

/** Whether Keystone accepts a token of the entry's user. */
export async function isGood(entry: PasswordEntry, token: string): Promise<boolean> {
  const caller = await signInToApi(entry);
  const response = await fetch(`${entry.authUrl}/auth/tokens`, {
    method: 'HEAD',
    // Without the last header Keystone hides a token with access rules.
    headers: {
      'x-auth-token': caller.token,
      'x-subject-token': token,
      'openstack-identity-access-rules': '1.0',
    },
  });
  return response.status === 200;
}

/** The application credentials of the user, by name. */
export async function listCredentials({ authUrl, userId, token }: Api): Promise<Map<string, string>> {
  const url = `${authUrl}/users/${userId}/application_credentials`;
  const response = await fetch(url, { headers: { 'x-auth-token': token } });
  if (!response.ok) throw new Error(`Keystone answered ${response.status}.`);
  const body = (await response.json()) as { application_credentials: { id: string; name: string }[] };
  return new Map(body.application_credentials.map(({ id, name }) => [name, id]));
}

/** Deletes one of them. */
export async function deleteCredential({ authUrl, userId, token }: Api, id: string): Promise<void> {
  const url = `${authUrl}/users/${userId}/application_credentials/${id}`;
  const response = await fetch(url, { method: 'DELETE', headers: { 'x-auth-token': token } });
  if (response.status !== 204) throw new Error(`Keystone answered ${response.status}.`);
}
