import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** An entry of a clouds.yaml. */
export interface CloudsYamlEntry {
  name: string;
  authUrl: string;
  region?: string;
  signIn:
    | {
        method: 'password';
        userName: string;
        userDomain: string;
        password: string;
        project: string;
        projectDomain: string;
      }
    | { method: 'application_credential'; id: string; secret: string };
}

export type PasswordEntry = CloudsYamlEntry & { signIn: { method: 'password' } };

interface RawEntry {
  auth_type?: string;
  auth?: Record<string, string | undefined>;
  region_name?: string;
}

/**
 * The entries of the clouds.yaml that `OS_CLIENT_CONFIG_FILE` names.
 * @throws Error where the variable is not set or the file cannot be read
 */
export function readClouds(): CloudsYamlEntry[] {
  const file = process.env.OS_CLIENT_CONFIG_FILE;
  if (!file) throw new Error('OS_CLIENT_CONFIG_FILE is not set: use `npm run test:openstack`.');
  const { clouds } = parse(readFileSync(file, 'utf8')) as { clouds: Record<string, RawEntry> };
  return Object.entries(clouds).flatMap(([name, raw]) => toEntry(name, raw) ?? []);
}

/** The entry to test with: `OS_CLOUD`, else `demo`, else the first that has a password. */
export function mainCloud(): PasswordEntry {
  const entries = readClouds().filter(hasPassword);
  const cloudName = process.env.OS_CLOUD;
  const found =
    cloudName === undefined
      ? (entries.find(({ name }) => name === 'demo') ?? entries[0])
      : entries.find(({ name }) => name === cloudName);
  if (found === undefined) throw new Error('The clouds.yaml has no such cloud that signs in with a password.');
  return found;
}

/** Whether the entry signs in with a password. */
export function hasPassword(entry: CloudsYamlEntry): entry is PasswordEntry {
  return entry.signIn.method === 'password';
}

function toEntry(name: string, { auth_type: type, auth = {}, region_name: region }: RawEntry): CloudsYamlEntry | null {
  const authUrl = auth.auth_url;
  if (authUrl === undefined) return null;
  const base = { name, authUrl, ...(region !== undefined && { region }) };
  if (type === 'v3applicationcredential') {
    const { application_credential_id: id, application_credential_secret: secret } = auth;
    return id === undefined || secret === undefined
      ? null
      : { ...base, signIn: { method: 'application_credential', id, secret } };
  }
  const { username: userName, password, project_name: project } = auth;
  if (userName === undefined || password === undefined || project === undefined) return null;
  const userDomain = auth.user_domain_name ?? auth.user_domain_id ?? 'Default';
  const projectDomain = auth.project_domain_name ?? auth.project_domain_id ?? userDomain;
  return { ...base, signIn: { method: 'password', userName, userDomain, password, project, projectDomain } };
}
