import type { CloudContext } from './context';
import { DEFAULT_PASSWORD } from './seed/users';

interface CloudsYamlEntry {
  auth: Record<string, string>;
  auth_type?: string;
  region_name: string;
  interface: string;
  identity_api_version: number;
}

/** A `clouds.yaml` for the accounts of the fake cloud. Contains secrets. */
export function cloudsOf(context: CloudContext): Record<string, CloudsYamlEntry> {
  const authUrl = `http://127.0.0.1:${context.ports.keystone}/v3`;
  const common = { region_name: 'RegionOne', interface: 'public', identity_api_version: 3 };
  const domainName = (id: string | undefined): string =>
    context.contents.domains.find((domain) => domain.id === id)?.name ?? '';
  const entry = (userName: string, projectName: string): CloudsYamlEntry => {
    const user = context.contents.users.find((item) => item.name === userName);
    const project = context.contents.projects.find((item) => item.name === projectName);
    return {
      auth: {
        auth_url: authUrl,
        username: userName,
        password: user?.password ?? DEFAULT_PASSWORD,
        user_domain_name: domainName(user?.domainId),
        project_name: projectName,
        project_domain_name: domainName(project?.domainId),
      },
      ...common,
    };
  };
  const clouds: Record<string, CloudsYamlEntry> = {
    demo: entry('demo', 'demo'),
    ops: entry('demo', 'ops'),
    reader: entry('reader', 'demo'),
    'corp-web': entry('carol', 'web'),
    admin: entry('admin', 'admin'),
  };
  const [credential] = context.contents.applicationCredentials;
  if (credential) {
    clouds['demo-appcred'] = {
      auth_type: 'v3applicationcredential',
      auth: {
        auth_url: authUrl,
        application_credential_id: credential.id,
        application_credential_secret: credential.secret,
      },
      ...common,
    };
  }
  return clouds;
}

/** The same as YAML text. */
export function cloudsYaml(clouds: Record<string, CloudsYamlEntry>): string {
  const lines = ['clouds:'];
  for (const [name, { auth, ...rest }] of Object.entries(clouds)) {
    lines.push(`  ${name}:`, '    auth:');
    for (const [key, value] of Object.entries(auth)) lines.push(`      ${key}: ${JSON.stringify(value)}`);
    for (const [key, value] of Object.entries(rest)) lines.push(`    ${key}: ${JSON.stringify(value)}`);
  }
  return `${lines.join('\n')}\n`;
}
