import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ImportedCloud } from '@/utils/cloud-files/draft';
import { parseOpenrc } from '@/utils/cloud-files/openrc';
import { horizonDownload } from './one-cloud';

const START = 'export OS_AUTH_URL=https://id.example.org/v3\nexport OS_USER_ID=u\n';

function only(text: string): ImportedCloud {
  const { clouds, problems } = parseOpenrc(text);
  expect(problems).toEqual([]);
  return clouds[0]!;
}

/** The project's id that a script leaves behind. */
function project(script: string): string | undefined {
  const ref = only(`${START}${script}`).draft.project;
  return ref && 'id' in ref ? ref.id : undefined;
}

describe('parseOpenrc', () => {
  const horizon = readFileSync('tests/fixtures/horizon/zed/openrc.sh', 'utf8');

  it.each([
    ['as it is', horizon],
    ['with CRLF', horizon.replaceAll('\n', '\r\n')],
  ])("reads Horizon's own, %s", (_, text) => {
    expect(parseOpenrc(text)).toEqual(horizonDownload(expect.stringMatching(/:5000$/)));
  });

  it("reads Horizon's application credential", () => {
    const found = only(`#!/usr/bin/env bash

export OS_AUTH_TYPE=v3applicationcredential
export OS_AUTH_URL=https://id.example.org:5000
export OS_IDENTITY_API_VERSION=3
export OS_REGION_NAME="RegionOne"
export OS_INTERFACE=public
export OS_APPLICATION_CREDENTIAL_ID=0a1b
export OS_APPLICATION_CREDENTIAL_SECRET=s3cret_-x`);
    expect(found.draft).toEqual({
      ...{ name: 'id.example.org:5000', authUrl: 'https://id.example.org:5000' },
      ...{ method: 'application_credential', appCredId: '0a1b', interface: 'public', region: 'RegionOne' },
    });
    expect(found.secret).toEqual({ kind: 'application_credential', secret: 's3cret_-x' });
    expect(found.problems).toEqual([]);
  });

  it.each([
    ['plain', 'OS_PROJECT_ID=p', 'p'],
    ['exported', 'export OS_PROJECT_ID=p', 'p'],
    ['declared', 'declare -x OS_PROJECT_ID="p"', 'p'],
    ['indented, spaces behind', '  export OS_PROJECT_ID=p  ', 'p'],
    ['several in a line', 'export A=1 OS_PROJECT_ID=p B=2; C=3', 'p'],
    ['quoted as a whole', 'export "OS_PROJECT_ID=p q"', 'p q'],
    ['single quotes', `OS_PROJECT_ID='a "b" $c \\d # e'`, 'a "b" $c \\d # e'],
    ['double quotes', 'OS_PROJECT_ID="a \\"b\\" \\$c \\\\d \\`e # f"', 'a "b" $c \\d `e # f'],
    ["Horizon's escapes", `OS_PROJECT_ID="o\\'neil\\!"`, "o'neil!"],
    ['no quotes', 'OS_PROJECT_ID=a\\ b\\$c#d # e', 'a b$c#d'],
    ['mixed quotes', `OS_PROJECT_ID=a'b c'"d e"f`, 'ab cd ef'],
    ['printf %q', `OS_PROJECT_ID=$'a\\'b'`, "a'b"],
    ['a comment behind', 'OS_PROJECT_ID=p # mine', 'p'],
    ['a line that goes on', 'OS_PROJECT_ID=a\\\nb', 'ab'],
    ['the last one counts', 'OS_PROJECT_ID=a\nOS_PROJECT_ID=b', 'b'],
    ['added to', 'OS_PROJECT_ID=a\nOS_PROJECT_ID+=b', 'ab'],
    ['an earlier one', `P=p\nOS_PROJECT_ID="$P-\${P}"`, 'p-p'],
    ['an earlier one in single quotes', `P=p\nOS_PROJECT_ID='$P'`, '$P'],
    ['a default', `OS_PROJECT_ID=\${P:-"p q"}`, 'p q'],
    ['a default of an earlier one', `Q=q\nOS_PROJECT_ID=\${P:-$Q}`, 'q'],
    ['a default not needed', `P=p\nOS_PROJECT_ID=\${P:-q}`, 'p'],
    ['blank', 'OS_PROJECT_ID=""', undefined],
    ['unset', 'OS_PROJECT_ID=p\nunset A OS_PROJECT_ID', undefined],
    ['an old word', 'OS_TENANT_ID=p', 'p'],
    ['for one command only', 'OS_PROJECT_ID=p openstack server list', undefined],
    ['words of another command', 'echo OS_PROJECT_ID=p "export OS_PROJECT_ID=q"', undefined],
    ['commented out', '# OS_PROJECT_ID=p', undefined],
    [
      'unset where blank, but it is not',
      'OS_PROJECT_ID=p\nif [ -z "$OS_PROJECT_ID" ]; then unset OS_PROJECT_ID; fi',
      'p',
    ],
    ['set where blank', 'if [[ -z $OS_PROJECT_ID ]]\nthen\n  export OS_PROJECT_ID=p\nfi', 'p'],
    ['set where blank, but it is not', 'OS_PROJECT_ID=a\nif test -z "$OS_PROJECT_ID"; then OS_PROJECT_ID=b; fi', 'a'],
    ['the branch that is run', 'A=a\nif [ -n "$A" ]; then OS_PROJECT_ID=p; else OS_PROJECT_ID=q; fi', 'p'],
    [
      'a third branch',
      'A=\nif [ -n "$A" ]; then B=1; elif [ -z "$A" ]; then OS_PROJECT_ID=p; else OS_PROJECT_ID=q; fi',
      'p',
    ],
    ['a condition that is not known', 'if [ "$SHELL" = x ]; then OS_PROJECT_ID=p; else OS_PROJECT_ID=q; fi', 'p'],
    [
      'not known, where it is set',
      'OS_PROJECT_ID=a\nif grep -q x /y && true; then unset OS_PROJECT_ID; OS_PROJECT_ID=b; fi',
      'a',
    ],
    ['in a function', 'OS_PROJECT_ID=p\nleave() {\n  unset OS_PROJECT_ID\n}\nfunction go { OS_PROJECT_ID=q; }', 'p'],
    ['behind &&', '[ -z "$OS_PROJECT_ID" ] && export OS_PROJECT_ID=p', 'p'],
    ['behind ||, where it is set', 'OS_PROJECT_ID=a\n[ -n "$OS_PROJECT_ID" ] || OS_PROJECT_ID=b', 'a'],
  ])('reads a value: %s', (_, script, value) => {
    expect(project(script)).toBe(value);
  });

  it.each([
    ['A=\nif [ -n "$A" ]; then OS_PROJECT_ID=p; else OS_PROJECT_ID=q; fi', 'CONDITION_NOT_DECIDED', 4, 'p'],
    ['if x; then\n  if y; then OS_PROJECT_ID=p; fi\nfi', 'CONDITION_NOT_DECIDED', 4, 'p'],
    ['case $1 in\n  a) OS_PROJECT_ID=p ;;\n  b) OS_PROJECT_ID=q ;;\nesac', 'CONDITION_NOT_DECIDED', 4, 'p'],
    ['OS_PROJECT_ID=p\ngo() {\n  OS_PROJECT_ID=q\n}', 'CONDITION_NOT_DECIDED', 5, 'p'],
    ['[ -z "$A" ] && OS_PROJECT_ID=p', 'CONDITION_NOT_DECIDED', 3, 'p'],
    ['. ./more.sh\nsource even-more.sh\nOS_PROJECT_ID=p', 'SCRIPT_NOT_RUN', 3, 'p'],
    ['eval "$(pass show openrc)"', 'SCRIPT_NOT_RUN', 3, undefined],
    ['\nOS_PROJECT_ID=p openstack server list', 'LINE_NOT_READ', 4, undefined],
    ['OS_PROJECT_ID=a\\\n$(b)\n', 'COMMAND_NOT_RUN', 3, undefined],
    ['OS_PROJECT_ID=”p"\nA="b"', 'VALUE_UNUSED', 3, undefined],
    ['A=b\nOS_PROJECT_ID=$C', 'VARIABLE_UNKNOWN', 4, undefined],
  ])('names the line of what it does not run: %s', (script, code, line, value) => {
    expect(only(START + script).problems).toEqual([expect.objectContaining({ code, line })]);
    expect(project(script)).toBe(value);
  });

  it('names no line that a later one makes up for', () => {
    expect(only(`${START}if x; then OS_PROJECT_ID=$1; fi\nOS_PROJECT_ID=p`).problems).toEqual([]);
  });

  it('reads on behind a quote that does not end', () => {
    const found = only(`${START}OS_PROJECT_ID=”p"\nOS_PASSWORD="pw"`);
    expect(found.secret).toEqual({ kind: 'password', password: 'pw' });
  });

  it.each([
    ['read -sr OS_PASSWORD_INPUT\nexport OS_PASSWORD="$OS_PASSWORD_INPUT"'],
    ['read -s -p "Password: " OS_PASSWORD'],
    ['if [ -z "$OS_PASSWORD" ]; then read -sp "Password: " OS_PASSWORD; fi'],
    ['export OS_PASSWORD=""'],
  ])('has no secret and no problem: %s', (script) => {
    const { secret, problems } = only(START + script);
    expect(secret).toBeUndefined();
    expect(problems).toEqual([]);
  });

  it.each([
    [`OS_PASSWORD=' a"b$c '`, ' a"b$c '],
    ['OS_PASSWORD=hunter2', 'hunter2'],
    ['export OS_PASSWORD="p\\$w\\"d"', 'p$w"d'],
  ])('keeps the password of %s apart from the draft', (script, password) => {
    const found = only(START + script);
    expect(found.secret).toEqual({ kind: 'password', password });
    expect(JSON.stringify([found.name, found.draft, found.problems])).not.toContain(password);
  });

  it.each([
    ['OS_PROJECT_ID=$1', 'VARIABLE_UNKNOWN', 'OS_PROJECT_ID'],
    ['OS_PROJECT_ID="$HOME/x"', 'VARIABLE_UNKNOWN', 'OS_PROJECT_ID'],
    ['OS_PASSWORD=$(pass show cloud)', 'COMMAND_NOT_RUN', 'OS_PASSWORD'],
    ['OS_PASSWORD="`cat /secret`"', 'COMMAND_NOT_RUN', 'OS_PASSWORD'],
    [`OS_PROJECT_ID=\${P%/}`, 'COMMAND_NOT_RUN', 'OS_PROJECT_ID'],
    ['OS_CACERT=/etc/ca.pem', 'CA_FILE_UNUSABLE', 'OS_CACERT'],
    ['OS_INSECURE=true', 'INSECURE_UNSUPPORTED', 'OS_INSECURE'],
    ['OS_AUTH_TYPE=v3kerberos', 'AUTH_TYPE_UNSUPPORTED', 'OS_AUTH_TYPE'],
    ['OS_PROJECT_NAME=p', 'DOMAIN_ASSUMED', 'OS_PROJECT_DOMAIN_NAME'],
    ['OS_SYSTEM_SCOPE=all', 'SCOPE_UNUSED', 'OS_SYSTEM_SCOPE'],
    ['OS_AUTH_URL=https://u:hunter2@h', 'AUTH_URL_INVALID', 'OS_AUTH_URL'],
    ['OS_AUTH_URL=', 'AUTH_URL_MISSING', 'OS_AUTH_URL'],
  ])('%s has the problem %s', (script, code, key) => {
    const { problems } = only(START + script);
    expect(problems).toContainEqual(expect.objectContaining({ code, key }));
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });

  it('names the cloud of another file that OS_CLOUD refers to', () => {
    expect(only('export OS_CLOUD=mycloud').problems).toContainEqual(
      expect.objectContaining({ code: 'VENDOR_PROFILE_ONLY', value: 'mycloud' }),
    );
  });

  it.each([
    ['NO_CLOUDS', ''],
    ['NO_CLOUDS', 'export PATH=/bin OS_REGION_NAME=R'],
    ['NO_CLOUDS', '<!DOCTYPE html><p>OS_AUTH_URL=x</p>'],
    ['TOO_LARGE', `#${'x'.repeat(1_000_000)}`],
  ])('%s', (code, text) => {
    expect(parseOpenrc(text)).toEqual({ clouds: [], problems: [{ code }] });
  });

  it.each([
    ['a value that doubles', `${START}A=xxxxxxxx\n${'A=$A$A\n'.repeat(60)}OS_PROJECT_ID=$A`],
    ['blocks in blocks', `${START}${'if x\nthen\n'.repeat(90_000)}`],
    ['open braces', `${START}OS_PROJECT_ID=${`\${`.repeat(450_000)}`],
    ['open parentheses', `${START}OS_PROJECT_ID=${'$('.repeat(450_000)}`],
    ['defaults of defaults', `${START}OS_PROJECT_ID=${`\${A:-`.repeat(150_000)}`],
    ['open quotes', `${START}OS_PROJECT_ID="${'a'.repeat(900_000)}`],
    ['backticks', `${START}OS_PROJECT_ID=${'`'.repeat(900_000)}`],
    ['many variables', `${START}${Array.from({ length: 50_000 }, (_, at) => `A${at}=$A${at - 1}b`).join('\n')}`],
    ['a word of many pieces', `${START}OS_PROJECT_ID=${'\'\'""\\\n'.repeat(100_000)}x`],
  ])('reads %s in a short time', (_, text) => {
    expect(only(text).draft.user).toEqual({ id: 'u' });
  });
});
