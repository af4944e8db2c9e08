import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyName, mutated } from '@/tests/unit/cloud-files/arbitraries';
import { forAny } from '@/tests/unit/support/runs';
import { parseOpenrc } from '@/utils/cloud-files/openrc';
import { readFiles } from '@/utils/cloud-files/read-files';

const BATCH = `@echo off\r
rem my cloud\r
set OS_AUTH_URL=https://id.example.org/v3\r
set OS_USER_ID=u\r
`;
const POWERSHELL = `# my cloud
$env:OS_AUTH_URL = "https://id.example.org/v3"
$Env:OS_USER_ID = 'u'
`;

/** The password that a script leaves behind, or the code of why there is none. */
function password(script: string): string | undefined {
  const { files, clouds } = readFiles([script]);
  expect(files).toEqual([{ kind: 'openrc', count: 1, problems: [] }]);
  const { draft, secret, problems } = clouds[0]!;
  expect(draft).toMatchObject({ authUrl: 'https://id.example.org/v3', user: { id: 'u' } });
  expect(JSON.stringify(problems)).not.toContain('hunter2');
  if (secret?.kind === 'password') return secret.password;
  return problems.find(({ key }) => key === 'OS_PASSWORD')?.code;
}

it.each([
  ['all behind the sign', 'set OS_PASSWORD=a b#c;d e', 'a b#c;d e'],
  ['quotes too', `set OS_PASSWORD="a b" 'c'`, `"a b" 'c'`],
  ['as a whole in quotes', 'set "OS_PASSWORD=a&b ^c" ignored', 'a&b ^c'],
  ['a quote in quotes', 'set "OS_PASSWORD=a"b"', 'a"b'],
  ['dollars and backslashes', 'set OS_PASSWORD=a$b\\c`d', 'a$b\\c`d'],
  ['a line separator of Unicode', 'set OS_PASSWORD=a\u2028b', 'a\u2028b'],
  ['another sign', 'set OS_PASSWORD=a=b', 'a=b'],
  ['a doubled percent sign', 'set OS_PASSWORD=a%%b', 'a%b'],
  ['in capitals', '@SET Os_Password=p', 'p'],
  ['the last one counts', 'set OS_PASSWORD=p\nset OS_PASSWORD=q', 'q'],
  ['not in a branch', 'set OS_PASSWORD=p\nif defined X (\n  set OS_PASSWORD=q\n)\n', 'p'],
  ['blank', 'set OS_PASSWORD=p\nset OS_PASSWORD=', undefined],
  ['asked for', 'set /p OS_PASSWORD=Password: ', undefined],
  ['a percent sign of a variable', 'set OS_PASSWORD=hunter2%c', 'VALUE_UNUSED'],
  ['a variable', 'set OS_PASSWORD=%HIDDEN%', 'VALUE_UNUSED'],
  ['another command', 'set OS_PASSWORD=hunter2&echo', 'VALUE_UNUSED'],
  ['an escape', 'set OS_PASSWORD=hunter2^c', 'VALUE_UNUSED'],
  ['a number to work out', 'set /a OS_PASSWORD=1+1', 'COMMAND_NOT_RUN'],
])('a batch file: %s', (_, line, value) => {
  expect(password(`${BATCH}${line}`)).toBe(value);
});

it.each([
  ['single quotes', `$env:OS_PASSWORD = 'a "b" $c \`d ''e'''`, `a "b" $c \`d 'e'`],
  ['double quotes', `$env:OS_PASSWORD="a ""b"" \`$c \`\`d \`"e 'f'"`, `a "b" $c \`d "e 'f'`],
  ['a dollar that is one', '$env:OS_PASSWORD = "a$ b$""c$`"d$"', 'a$ b$"c$"d$'],
  ['a line separator of Unicode', '$env:OS_PASSWORD = "a\u2028b"', 'a\u2028b'],
  ['in braces, a comment behind', `\${env:OS_PASSWORD} = 'p'; # mine`, 'p'],
  ['a comment sign in quotes', '$env:OS_PASSWORD = "p#q"', 'p#q'],
  ['not in a branch', `$env:OS_PASSWORD = 'p'\nif ($x) {\n  $env:OS_PASSWORD = 'q'\n}\n`, 'p'],
  ['none', '$env:OS_PASSWORD = $null', undefined],
  ['asked for', '$env:OS_PASSWORD = Read-Host "Password"', undefined],
  ['a variable', '$env:OS_PASSWORD = "hunter2$x"', 'VARIABLE_UNKNOWN'],
  ['a variable in braces', `$env:OS_PASSWORD = "hunter2\${x}"`, 'VARIABLE_UNKNOWN'],
  ['a command', '$env:OS_PASSWORD = "hunter2$(cat x)"', 'COMMAND_NOT_RUN'],
  ['another escape', '$env:OS_PASSWORD = "hunter2`n"', 'VALUE_UNUSED'],
  ['quotes that do not end', '$env:OS_PASSWORD = "hunter2', 'VALUE_UNUSED'],
  ['something behind', `$env:OS_PASSWORD = 'hunter2' + 'x'`, 'VALUE_UNUSED'],
  ['no quotes', '$env:OS_PASSWORD = hunter2', 'COMMAND_NOT_RUN'],
])('a PowerShell script: %s', (_, line, value) => {
  expect(password(`${POWERSHELL}${line}`)).toBe(value);
});

it('`set` gives a POSIX shell no variable', () => {
  const script = 'OS_AUTH_URL=https://id.example.org/v3\nOS_USER_ID=u\nset OS_PASSWORD=hunter2';
  expect(password(script)).toBe('LINE_NOT_READ');
});

it.each([
  [`${BATCH}if not defined OS_PASSWORD set OS_PASSWORD=hunter2`, 'LINE_NOT_READ', 5],
  [`${BATCH}if defined X (\r\n  set OS_PASSWORD=p\r\n)`, 'CONDITION_NOT_DECIDED', 6],
  [`${BATCH}call more.bat`, 'SCRIPT_NOT_RUN', 5],
  [`${POWERSHELL}if ($x) { $env:OS_PASSWORD = 'hunter2' }`, 'LINE_NOT_READ', 4],
  [`${POWERSHELL}if ($x) {\n  $env:OS_PASSWORD = 'p'\n}`, 'CONDITION_NOT_DECIDED', 5],
  [`${POWERSHELL}. .\\more.ps1`, 'SCRIPT_NOT_RUN', 4],
])('names the line of what it does not run: %s', (script, code, line) => {
  expect(parseOpenrc(script).clouds[0]?.problems).toEqual([expect.objectContaining({ code, line })]);
});

it.each([
  ['blanks', `${' '.repeat(900_000)}x`],
  ['blanks behind a word', `set${' '.repeat(900_000)}x`],
  ['blanks behind a quote', `set "${' '.repeat(900_000)}x`],
  ['a long value', `set "OS_PASSWORD=${'"&'.repeat(400_000)}`],
  ['a long text', `$env:OS_PASSWORD = "${'``'.repeat(400_000)}`],
  ['many lines', '(\n'.repeat(50_000)],
])('reads a huge file in time: %s', (_, text) => {
  for (const script of [text, BATCH + text, POWERSHELL + text]) {
    const { clouds, problems } = parseOpenrc(script);
    expect(clouds.length + problems.length).toBe(1);
  }
  expect(readFiles([text]).files).toHaveLength(1);
});

describe('any script for Windows', () => {
  const curly = /[\u2018-\u201e]/;
  const secret = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => !/[\r\n]/.test(text));
  type Way = (key: string, value: string) => string;
  const batch: Way[] = [
    (key, value) => `set "${key}=${value.replaceAll('%', '%%')}"`,
    (key, value) => `@SET ${key}=${value.replaceAll('%', '%%')}`,
  ];
  const powershell: Way[] = [
    (key, value) => `$env:${key} = '${value.replaceAll("'", "''")}'`,
    (key, value) => `  $Env:${key}="${value.replace(/[`$]/g, '`$&').replaceAll('"', '""')}" # a comment`,
  ];

  it.each([
    ['batch', batch, /[&|<>^"]/],
    ['PowerShell', powershell, curly],
  ])('%s gives back what was written into it', (_, ways, special) => {
    const plain = fc.tuple(anyName, secret).filter((texts) => texts.every((text) => !special.test(text)));
    const way = fc.constantFrom(...ways);
    forAny(300, plain, fc.array(way, { minLength: 4, maxLength: 4 }), ([user, password], chosen) => {
      const values: [string, string][] = [
        ['OS_AUTH_URL', 'https://id.example.org/v3'],
        ['OS_USERNAME', user],
        ['OS_USER_DOMAIN_NAME', 'D'],
        ['OS_PASSWORD', password],
      ];
      const { clouds } = parseOpenrc(values.map(([key, value], at) => chosen[at]!(key, value)).join('\r\n'));
      expect(clouds).toEqual([
        {
          name: 'id.example.org',
          draft: expect.objectContaining({ user: { name: user, domain: { name: 'D' } } }),
          secret: { kind: 'password', password },
          problems: [],
        },
      ]);
    });
  });

  it('is read without an error, whatever it holds', () => {
    forAny(300, fc.oneof(mutated(BATCH), mutated(POWERSHELL)), (text) => {
      const { clouds, problems } = parseOpenrc(text);
      expect(clouds.length + problems.length).toBeGreaterThan(0);
    });
  });
});
