import { expect } from 'vitest';
import { parseCloudsYaml } from '@/utils/cloud-files/clouds-yaml';
import type { ImportedCloud } from '@/utils/cloud-files/draft';

/** An `auth` that is not closed, for a test to add to; and one with a user. */
export const AUTH = 'auth: {auth_url: "https://id.example.org/v3"';
export const PASSWORD_ENTRY = `${AUTH}, username: u, user_domain_name: D`;

/** The one cloud of a file that holds these lines under its name. */
export function cloud(lines: string): ImportedCloud {
  const body = lines.replace(/^/gm, '    ');
  const { clouds, problems } = parseCloudsYaml(`clouds:\n  mine:\n${body}\n`);
  expect(problems).toEqual([]);
  expect(clouds).toHaveLength(1);
  return clouds[0]!;
}

/** The problems of a file or of one of its clouds. */
export function codes({ problems }: { problems: { code: string }[] }): string[] {
  return problems.map(({ code }) => code);
}

/** What the recorded downloads of a Horizon say of its cloud, each under a name of its own. */
export function horizonDownload(name: unknown) {
  const draft = {
    name,
    authUrl: expect.stringMatching(/^http:.*\/v3$/),
    method: 'password',
    user: { name: 'demo', domain: { name: 'Default' } },
    project: { id: expect.stringMatching(/^[0-9a-f]{32}$/), name: 'demo' },
    interface: 'public',
    region: 'RegionOne',
  };
  return { clouds: [{ name, draft, problems: [] }], problems: [] };
}
