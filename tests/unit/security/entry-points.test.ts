import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policyOf } from '@/assets/page-policy';
import { manifestFor } from '@/tests/unit/support/manifest';

const BROWSERS = ['chrome', 'firefox'] as const;

/** Our sources, by path. */
const sources = ['utils', 'components', 'entrypoints'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|html)$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`),
);
const having = (pattern: RegExp) => sources.filter((path) => pattern.test(readFileSync(path, 'utf8')));

describe.each(BROWSERS)('the manifest for %s', (browser) => {
  it('lets no page and no other extension in, and none of its files out', async () => {
    const manifest = await manifestFor(browser);
    for (const key of ['externally_connectable', 'web_accessible_resources', 'content_scripts', 'host_permissions'])
      expect(manifest, key).not.toHaveProperty(key);
  });

  it('runs no script in extension pages but its own', async () => {
    const { content_security_policy: csp } = await manifestFor(browser);
    expect(csp).toEqual({ extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'" });
  });

  it('asks for nothing at install that reads pages, traffic, history or cookies', async () => {
    const { permissions = [] } = await manifestFor(browser);
    const harmless = ['storage', 'scripting', 'activeTab', 'alarms', 'idle'];
    expect(permissions.filter((name: string) => !harmless.includes(name))).toEqual([]);
  });
});

/** The pages are the entrypoints that are folders. */
const PAGES = readdirSync('entrypoints', { withFileTypes: true }).filter((entry) => entry.isDirectory());

it('our pages may send no request, load nothing of another host, and make neither markup nor code out of text', () => {
  expect(PAGES.map(({ name }) => name).sort()).toEqual(['options', 'popup']);
  for (const { name } of PAGES) expectStrictPolicy(name);
  // Before any other script of the page: nothing else can make the policy.
  const [first] = readFileSync('entrypoints/options/main.tsx', 'utf8').match(/^import .*$/m) ?? [];
  expect(first).toBe("import '@/utils/cloud-files/inert-document';");
});

function expectStrictPolicy(page: string) {
  const directives = new Map(
    policyOf(page)
      .split('; ')
      .map((directive): [string, string] => {
        const [name = '', ...values] = directive.split(' ');
        return [name, values.join(' ')];
      }),
  );
  for (const name of ['default-src', 'connect-src', 'base-uri', 'form-action'])
    expect(directives.get(name), name).toBe("'none'");
  for (const name of ['script-src', 'style-src']) expect(directives.get(name), name).toBe("'self'");
  expect(directives.get('img-src')).toBe("'self' data:");
  expect(directives.get('require-trusted-types-for')).toBe("'script'");
  // The settings parse documents that are only read. No name may be used twice without `'allow-duplicates'`.
  expect(directives.get('trusted-types')).toBe(page === 'options' ? 'inert-document' : "'none'");
}

describe('the sources', () => {
  it('are all looked at', () => {
    expect(sources.length).toBeGreaterThan(200);
    expect(having(/browser\.storage/).length).toBeGreaterThan(0);
  });

  it('sign in and change passwords from three files only, all of which go through `SecretSender`', () => {
    expect(having(/(?<!function )\b(issueToken|changeUserPassword)\(/).sort()).toEqual([
      'utils/accounts/password.ts',
      'utils/sessions/passcode.ts',
      'utils/sessions/sign-in.ts',
    ]);
    expect(having(/(?<!function )\bsignIn(OrAsk)?\(/).sort()).toEqual([
      'utils/accounts/app-credential/create.ts', // its own function, which calls `Sessions.check`
      'utils/sessions/acquire-token.ts',
      'utils/sessions/passcode.ts',
      'utils/sessions/sign-in-to-check.ts',
    ]);
  });

  it('make no markup out of text', () => {
    expect(
      having(
        /\b(inner|outer)HTML\b|dangerouslySetInnerHTML|setHTML|srcdoc|insertAdjacentHTML|document\.write|createContextualFragment/,
      ),
    ).toEqual([]);
    expect(having(/\bDOMParser\b|\btrustedTypes\b/)).toEqual(['utils/cloud-files/inert-document.ts']);
  });

  it('make no code out of text', () => {
    expect(having(/\beval\(|\bFunction\(|set(Timeout|Interval)\(\s*['"`]|javascript:/)).toEqual([]);
    expect(having(/<script(?![^>]*\bsrc=)[^>]*>|\son\w+="/).filter((path) => path.endsWith('.html'))).toEqual([]);
  });

  it('listen to no page, no other extension and no connection', () => {
    expect(having(/onMessageExternal|onConnectExternal|runtime\.onConnect\b|onUserScriptMessage/)).toEqual([]);
    expect(having(/addEventListener\(\s*['"]message['"]|\.postMessage\(|BroadcastChannel/)).toEqual([]);
  });
});
