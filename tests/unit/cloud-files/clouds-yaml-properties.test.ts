import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { forAny } from '@/tests/unit/support/runs';
import { parseCloudsYaml } from '@/utils/cloud-files/clouds-yaml';
import type { CloudDraft, ImportedCloud } from '@/utils/cloud-files/draft';
import type { RefDraft } from '@/utils/sign-in/method';
import { anyName, mutated, ref } from './arbitraries';

const anyRef = fc.oneof(ref, fc.record({ id: anyName, name: anyName })) satisfies fc.Arbitrary<RefDraft>;
const password = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });

const cloud: fc.Arbitrary<Omit<ImportedCloud, 'name' | 'problems'>> = fc.record(
  {
    draft: fc.record(
      {
        authUrl: fc.webUrl({ validSchemes: ['http', 'https'] }).filter((url) => !/[{}<>$*]/.test(url)),
        method: fc.constant('password' as const),
        user: anyRef,
        project: anyRef,
        interface: fc.constantFrom('public', 'internal', 'admin'),
        regions: fc.uniqueArray(
          anyName.filter((text) => !text.includes(',')),
          { minLength: 2, maxLength: 4 },
        ),
      },
      { requiredKeys: ['authUrl', 'method', 'user'] },
    ),
    secret: fc.record({ kind: fc.constant('password' as const), password }),
  },
  { requiredKeys: ['draft'] },
);

/** The draft as openstacksdk's documentation has it. */
function written({ draft, secret }: Omit<ImportedCloud, 'name' | 'problems'>): object {
  const refKeys = (kind: 'user' | 'project', found: RefDraft | undefined): object => {
    if (found === undefined) return {};
    const label = kind === 'user' ? 'username' : 'project_name';
    if ('id' in found) return { [`${kind}_id`]: found.id, ...(found.name !== undefined && { [label]: found.name }) };
    const inside = found.domain;
    const domainKeys = !inside
      ? {}
      : 'id' in inside
        ? { [`${kind}_domain_id`]: inside.id }
        : { [`${kind}_domain_name`]: inside.name };
    return { [label]: found.name, ...domainKeys };
  };
  return {
    auth: {
      auth_url: draft.authUrl,
      ...refKeys('user', draft.user),
      ...refKeys('project', draft.project),
      ...(secret?.kind === 'password' && { password: secret.password }),
    },
    ...(draft.interface && { interface: draft.interface }),
    ...(draft.regions && { regions: draft.regions }),
  };
}

/** A file may always say less; then the first region is where to start. */
function expected(cloudName: string, draft: CloudDraft): CloudDraft {
  return { name: cloudName, ...draft, ...(draft.regions && { region: draft.regions[0]! }) };
}

/** A cloud may be called `<<`, which without quotes merges. */
const QUOTED = { defaultKeyType: 'QUOTE_DOUBLE' } as const;

const file = fc.uniqueArray(fc.tuple(anyName, cloud), { selector: ([key]) => key, minLength: 1, maxLength: 4 });
const style = fc.record({
  defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL'),
  collectionStyle: fc.constantFrom('any', 'block', 'flow'),
  indent: fc.integer({ min: 1, max: 8 }),
});

describe('any clouds.yaml', () => {
  it('is read back as it was written', () => {
    forAny(500, file, style, (entries, options) => {
      const clouds = new Map(entries.map(([key, value]) => [key, written(value)]));
      const text = stringify({ clouds }, { ...options, ...QUOTED });
      // The library writes some blocks that begin with a blank so that they can't be read again.
      fc.pre(isDeepStrictEqual(parse(text), parse(JSON.stringify({ clouds: Object.fromEntries(clouds) }))));
      expect(parseCloudsYaml(text)).toEqual({
        clouds: entries.map(([key, { draft, secret }]) => ({
          name: key,
          draft: expected(key, draft),
          ...(secret && { secret }),
          problems: [],
        })),
        problems: [],
      });
    });
  });

  it('has the secrets of secure.yaml', () => {
    forAny(100, anyName, cloud, password, (key, { draft }, secret) => {
      const text = stringify({ clouds: new Map([[key, written({ draft })]]) }, QUOTED);
      const secure = stringify({ clouds: new Map([[key, { auth: { password: secret } }]]) }, QUOTED);
      expect(parseCloudsYaml(text, secure).clouds).toEqual([
        { name: key, draft: expected(key, draft), secret: { kind: 'password', password: secret }, problems: [] },
      ]);
    });
  });

  it('never throws', () => {
    const real = readFileSync('tests/fixtures/horizon/zed/clouds.yaml', 'utf8');
    const odd = fc.json({ maxDepth: 5 }).map((json) => `{"clouds": {"a": ${json}, "b": {"auth": ${json}}}}`);
    const keys = fc.constantFrom(
      ...'auth auth_url regions region_name interface verify auth_methods auth_type name values profile'.split(' '),
    );
    const shaped = fc
      .dictionary(
        keys,
        fc.letrec((tie) => ({
          value: fc.oneof(
            { depthSize: 'small' },
            fc.string(),
            fc.integer(),
            fc.boolean(),
            fc.constant(null),
            fc.array(tie('value')),
            fc.dictionary(keys, tie('value')),
          ),
        })).value,
      )
      .map((value) => stringify({ clouds: { a: value } }));
    forAny(1000, fc.oneof(fc.string({ unit: 'binary' }), mutated(real), odd, shaped), (text) => {
      const { clouds, problems } = parseCloudsYaml(text, text);
      expect(clouds.length + problems.length).toBeGreaterThan(0);
    });
  });
});
