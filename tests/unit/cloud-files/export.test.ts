import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoProfile } from '@/tests/unit/support/profile';
import { forAny } from '@/tests/unit/support/runs';
import { parseCloudsYaml } from '@/utils/cloud-files/clouds-yaml';
import { exportClouds } from '@/utils/cloud-files/export';
import { planImport } from '@/utils/cloud-files/import-plan';
import type { CloudProfile } from '@/utils/clouds/profile';
import { typedCredential } from '@/utils/sign-in/form-values';
import type { Credential, SignIn } from '@/utils/sign-in/methods';
import { anyName, ref } from './arbitraries';

const optional = { requiredKeys: ['method'] as ['method'] };
const signIn: fc.Arbitrary<SignIn> = fc.oneof(
  fc.record(
    { method: fc.constant('password' as const), user: ref, project: ref, passcode: fc.constant(true as const) },
    { requiredKeys: ['method', 'user'] },
  ),
  fc.record({ method: fc.constant('application_credential' as const), id: anyName }),
  fc.record({ method: fc.constant('application_credential' as const), name: anyName, user: ref }),
  fc.record({ method: fc.constant('token' as const), project: ref }, optional),
);
const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => !/\p{Cs}/u.test(text));

function credentialOf({ signIn: { method } }: CloudProfile, secret: string | null): { credential?: Credential } {
  const credential = secret === null ? undefined : typedCredential(method, secret);
  return credential === undefined ? {} : { credential };
}

const region = anyName.filter((text) => !text.includes(','));
const profile: fc.Arbitrary<CloudProfile> = fc
  .record(
    {
      name: anyName,
      authUrl: fc.constantFrom('https://id.example.org/v3', 'http://[::1]:5000/v3', 'https://example.org/identity/v3'),
      interface: fc.constantFrom('public', 'internal', 'admin'),
      regions: fc.uniqueArray(region, { maxLength: 3 }),
      computeUrl: fc.constantFrom('https://nova.example.org', 'https://example.org/compute/v2.1'),
      signIn,
    },
    { requiredKeys: ['name', 'authUrl', 'interface', 'signIn', 'regions'] },
  )
  .map(({ regions, ...rest }) => ({
    ...demoProfile(''),
    ...rest,
    ...(regions[0] !== undefined && { region: regions[0] }),
    ...(regions.length > 1 && { regions }),
  }));

/** What the import would make of the file, but for what a file cannot tell. */
function readBack(text: string) {
  const { clouds, problems } = parseCloudsYaml(text);
  expect(problems).toEqual([]);
  return planImport(clouds, []).map(({ imported, added }) => ({ ...added, secret: imported.secret }));
}

describe('an exported clouds.yaml', () => {
  it('is read back as the same clouds and secrets', () => {
    const cloud = fc.tuple(profile, fc.option(anyText.filter((text) => text.trim() === text)));
    forAny(
      500,
      fc.uniqueArray(cloud, { selector: ([profile]) => profile.name, minLength: 1, maxLength: 3 }),
      (clouds) => {
        const entries = clouds.map(([profile, secret]) => ({ profile, ...credentialOf(profile, secret) }));
        expect(readBack(exportClouds(entries))).toEqual(
          entries.map(({ profile: { id: _, color: __, production: ___, remember: ____, ...rest }, credential }) => ({
            ...rest,
            secret: credential,
          })),
        );
      },
    );
  });

  it('has any password and name unchanged', () => {
    forAny(500, anyText, anyName, (password, title) => {
      const credential = { kind: 'password', password } as const;
      const text = exportClouds([{ profile: demoProfile('https://a/v3', { name: title }), credential }]);
      expect(readBack(text)[0]).toMatchObject({ name: title, secret: credential });
    });
  });

  it('is written as other tools write it', () => {
    const north = demoProfile('https://id.example.org/v3', { regions: ['east', 'west'], region: 'west' });
    const south = demoProfile('https://id.example.org/v3', {
      signIn: { method: 'application_credential', id: 'abc' },
      computeUrl: 'https://nova.example.org',
      region: 'east',
    });
    const credential = { kind: 'application_credential', secret: 's' } as const;
    expect(exportClouds([{ profile: north }, { profile: south, credential }])).toBe(`clouds:
  "Demo":
    auth_type: "password"
    auth:
      auth_url: "https://id.example.org/v3"
      username: "demo"
      user_domain_name: "Default"
      project_name: "demo"
      project_domain_name: "Default"
    regions:
      - "east"
      - "west"
    region_name: "west"
    interface: "public"
    identity_api_version: 3
  "Demo 2":
    auth_type: "v3applicationcredential"
    auth:
      auth_url: "https://id.example.org/v3"
      application_credential_id: "abc"
      application_credential_secret: "s"
    region_name: "east"
    interface: "public"
    compute_endpoint_override: "https://nova.example.org"
    identity_api_version: 3
`);
  });
});
