import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forAny } from '@/tests/unit/support/runs';
import { parseOpenrc } from '@/utils/cloud-files/openrc';
import { anyName, mutated } from './arbitraries';

/** The ways to quote a value in a shell script, each for any text. */
const QUOTES: ((text: string) => string)[] = [
  (text) => `'${text.replaceAll("'", "'\\''")}'`,
  (text) => `"${text.replace(/[\\`$"]/g, '\\$&')}"`,
  // horizon/templatetags/shellfilter.py
  (text) => `"${text.replace(/[\\`$!'"]/g, '\\$&')}"`,
  (text) => [...text].map((char) => `\\${char}`).join(''),
];
const quote = fc.constantFrom(...QUOTES);
const prefix = fc.constantFrom('', 'export ', 'declare -x ', '  export   ');
const ending = fc.constantFrom(
  '\n',
  '\r\n',
  ' # a comment\n',
  '; ',
  '\nif [ -z "$OS_USERNAME" ]; then unset OS_USERNAME; fi\n',
);
const line = fc.tuple(prefix, quote, ending);
const password = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => !/[\r\n]/.test(text));

describe('any openrc', () => {
  it('is read back as it was quoted', () => {
    forAny(
      500,
      anyName,
      anyName,
      anyName,
      password,
      fc.array(line, { minLength: 5, maxLength: 5 }),
      (user, domain, project, secret, lines) => {
        const values: [string, string][] = [
          ['OS_AUTH_URL', 'https://id.example.org/v3'],
          ['OS_USERNAME', user],
          ['OS_USER_DOMAIN_NAME', domain],
          ['OS_PROJECT_ID', project],
          ['OS_PASSWORD', secret],
        ];
        const script = values.map(([key, value], at) => {
          const [before, quoted, after] = lines[at]!;
          return `${before}${key}=${quoted(value)}${after}`;
        });
        expect(parseOpenrc(script.join(''))).toEqual({
          clouds: [
            {
              name: 'id.example.org',
              draft: {
                name: 'id.example.org',
                authUrl: 'https://id.example.org/v3',
                method: 'password',
                user: { name: user, domain: { name: domain } },
                project: { id: project },
              },
              secret: { kind: 'password', password: secret },
              problems: [],
            },
          ],
          problems: [],
        });
      },
    );
  });

  it('never throws', () => {
    const real = readFileSync('tests/fixtures/horizon/zed/openrc.sh', 'utf8');
    const words = fc.constantFrom(
      '\n',
      ...'if then else elif fi case esac for do done { } ( ) [ ] -z "$OS_AUTH_URL" OS_AUTH_URL=h'.split(' '),
      ...'export unset read -p && || ; $ ${ $( ` " \' \\ #'.split(' '),
    );
    const soup = fc.array(words, { maxLength: 40 }).map((parts) => parts.join(' '));
    forAny(1000, fc.oneof(fc.string({ unit: 'binary' }), mutated(real), soup), (text) => {
      const { clouds, problems } = parseOpenrc(text);
      expect(clouds.length + problems.length).toBeGreaterThan(0);
    });
  });
});
