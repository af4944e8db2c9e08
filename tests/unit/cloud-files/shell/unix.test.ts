import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mutated } from '@/tests/unit/cloud-files/arbitraries';
import { forAny } from '@/tests/unit/support/runs';
import { readFiles } from '@/utils/cloud-files/read-files';

const FISH = `set -x OS_AUTH_URL https://id.example.org/v3
set -gx OS_USER_ID u
`;
const CSH = `setenv OS_AUTH_URL https://id.example.org/v3
setenv OS_USER_ID u
`;

/** The password that a script leaves behind, or the code and the line of the problem where its value is not certain. */
function password(script: string): unknown {
  const { files, clouds } = readFiles([script]);
  expect(files).toEqual([{ kind: 'openrc', count: 1, problems: [] }]);
  const { draft, secret, problems } = clouds[0]!;
  expect(draft).toMatchObject({ authUrl: 'https://id.example.org/v3', user: { id: 'u' } });
  expect(JSON.stringify(problems)).not.toContain('hunter2');
  const [problem] = problems;
  if (problem !== undefined) return [problem.code, problem.line];
  return secret?.kind === 'password' ? secret.password : undefined;
}

it.each([
  ['plain', 'set -x OS_PASSWORD p', 'p'],
  ['long options', 'set --global --export OS_PASSWORD p', 'p'],
  ['a value that begins as an option does', 'set -x OS_PASSWORD -e', '-e'],
  ['exported as other shells do', 'export OS_PASSWORD="a b"', 'a b'],
  ['single quotes', `set -x OS_PASSWORD 'a\\'b\\\\c"$d'`, `a'b\\c"$d`],
  ['double quotes', 'set -x OS_PASSWORD "a \\"b\\" \\$c \\\\d"', 'a "b" $c \\d'],
  ['an earlier one', 'set p "a b"\nset -x OS_PASSWORD $p', 'a b'],
  ['unset', 'set -x OS_PASSWORD p\nset -e OS_PASSWORD', undefined],
  ['a query', 'set -x OS_PASSWORD p\nset -q OS_PASSWORD', 'p'],
  ['asked for', 'read -s -P "Password: " OS_PASSWORD', undefined],
  ['a comment', '# set -x OS_PASSWORD p', undefined],
  ['a command', 'set -x OS_PASSWORD (pass show cloud)', ['COMMAND_NOT_RUN', 3]],
  ['a condition', 'if test -n "$x"\n  set -x OS_PASSWORD p\nend', ['CONDITION_NOT_DECIDED', 4]],
  ['behind `or`', 'set -q OS_PASSWORD; or set -x OS_PASSWORD p', ['CONDITION_NOT_DECIDED', 3]],
  ['a function', 'function go\n  set -x OS_PASSWORD p\nend', ['CONDITION_NOT_DECIDED', 4]],
  ['another script', 'source more.fish', ['SCRIPT_NOT_RUN', 3]],
])('fish: %s', (_, line, value) => {
  expect(password(FISH + line)).toEqual(value);
});

it.each([
  ['plain', 'setenv OS_PASSWORD p', 'p'],
  ['quotes', `setenv OS_PASSWORD 'a "b"'"c d"`, 'a "b"c d'],
  ['an exclamation mark', `setenv OS_PASSWORD 'a\\!b'`, 'a!b'],
  ['an earlier one', 'set p = "a b"\nsetenv OS_PASSWORD "$p"', 'a b'],
  ['unset', 'setenv OS_PASSWORD p\nunsetenv OS_PASSWORD', undefined],
  ['blank', 'setenv OS_PASSWORD', undefined],
  ['asked for', 'echo -n "Password: "\nset p = $<\nsetenv OS_PASSWORD $p', undefined],
  ['a command', 'setenv OS_PASSWORD `pass show cloud`', ['COMMAND_NOT_RUN', 3]],
  ['a condition', 'if ($?x) then\n  setenv OS_PASSWORD p\nendif', ['CONDITION_NOT_DECIDED', 4]],
  ['a condition in a line', 'if (! $?x) setenv OS_PASSWORD p', ['CONDITION_NOT_DECIDED', 3]],
])('csh: %s', (_, line, value) => {
  expect(password(CSH + line)).toEqual(value);
});

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((value) => !/[\r\n]/.test(value));

it.each<[string, (value: string) => string, RegExp | null]>([
  ['fish, single quotes', (value) => `${FISH}set -x OS_PASSWORD '${value.replace(/[\\']/g, '\\$&')}'`, null],
  ['fish, double quotes', (value) => `${FISH}set -x OS_PASSWORD "${value.replace(/[\\"$]/g, '\\$&')}"`, null],
  ['csh, single quotes', (value) => `${CSH}setenv OS_PASSWORD '${value.replaceAll('!', '\\!')}'`, /[\\']/],
])('any password is read back as it was quoted: %s', (_, script, excluded) => {
  const value = text.filter((drawn) => excluded === null || !excluded.test(drawn));
  forAny(200, value, (drawn) => {
    expect(password(script(drawn))).toBe(drawn);
  });
});

it('never throws', () => {
  forAny(200, fc.oneof(mutated(FISH), mutated(CSH)), (script) => {
    expect(readFiles([script]).files).toHaveLength(1);
  });
});
