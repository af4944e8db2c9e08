import { createBranches } from './branches';
import { resolve, type ShellValue, type Variables } from './values';
import { type Command, commandsOf, type Word } from './words';

const ASSIGNMENT = /^([A-Za-z_]\w*)(\+?=)/;
const DECLARES = ['export', 'declare', 'typeset', 'readonly', 'local'];

/**
 * The variables that a shell script leaves behind, found by reading; nothing of it is run. Tests for blank variables
 * are decided; in branches of other conditions, and in functions, a value counts only where there is none yet.
 */
export function variablesOf(script: string): Variables {
  const variables: Variables = new Map();
  const branches = createBranches((word) => resolve(word, variables));
  for (const command of commandsOf(script.replace(/\r\n?/g, '\n'))) {
    const words = branches.pass(command);
    const maybe = branches.mode() === 'maybe' || command.joined;
    if (branches.mode() !== 'skip') apply(words, variables, maybe);
  }
  return variables;
}

function apply(words: Command['words'], variables: Variables, maybe: boolean): void {
  const first = textOf(words[0]);
  const put = (name: string, value: ShellValue): void => {
    if (!maybe || (variables.get(name) ?? '') === '') variables.set(name, value);
  };
  if (first === 'unset') {
    if (!maybe) for (const word of words.slice(1)) variables.set(textOf(word), '');
  } else if (first === 'read') {
    for (const name of readNames(words.slice(1).map(textOf))) put(name, { unknown: 'ASKED' });
  } else {
    const declares = DECLARES.includes(first);
    const rest = declares ? words.slice(1) : words;
    // `A=1 command` is for that command only
    if (!declares && !rest.every((word) => ASSIGNMENT.test(textOf(word)))) return;
    for (const word of rest) {
      const [all, name, sign] = ASSIGNMENT.exec(textOf(word)) ?? [];
      if (all === undefined || name === undefined) continue;
      const before = variables.get(name) ?? '';
      const added = resolve([{ text: textOf(word).slice(all.length) }, ...word.slice(1)], variables);
      const both = typeof before === 'string' && typeof added === 'string' && sign === '+=';
      put(name, both ? resolve([{ text: before }, { text: added }], variables) : added);
    }
  }
}

/** The operands of `read`: behind its options, of which some have a value. */
function readNames(args: string[]): string[] {
  let at = 0;
  while (args[at]?.startsWith('-')) at += /^-\w*[adinNptu]$/.test(args[at] ?? '') ? 2 : 1;
  return args.slice(at);
}

/** The text that a word begins with; empty where it begins with something else. */
function textOf(word: Word | undefined): string {
  const first = word?.[0];
  return first !== undefined && 'text' in first ? first.text : '';
}
