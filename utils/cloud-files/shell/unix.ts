import type { Shell, Statement, Word } from './shell';
import { commandsOf, type Quoting } from './words';

interface Syntax {
  assigns: RegExp;
  quoting: Quoting;
  /** begin and end of lines that are run in some cases only */
  opens: string[];
  closes: string[];
  /** words that may stand before a command, such as `then` */
  prefixes: string[];
  /** @returns null for a command that sets no variable */
  assignmentsOf(name: string, args: Word[]): Statement[] | null;
}

/** Horizon puts a backslash before `!` and `'` too (openstack horizon/templatetags/shellfilter.py). */
export const POSIX_QUOTING: Quoting = { single: '', double: '\\`$!\'"', parentheses: false };

/** sh, bash, ksh, zsh */
export const POSIX = unixShell({
  assigns: /^[ \t]*(?:(?:export|declare|typeset|readonly)[ \t].*)?\bOS_[A-Z_]+=/,
  quoting: POSIX_QUOTING,
  opens: ['if', 'case', 'for', 'while', 'until', 'select', '{'],
  closes: ['fi', 'esac', 'done', '}'],
  prefixes: ['then', 'else', 'do', '!', '{'],
  assignmentsOf: (name, args) => (name === 'unset' ? args.map(unset) : null),
});

/** https://fishshell.com/docs/current/cmds/set.html */
export const FISH = unixShell({
  assigns: /^[ \t]*set[ \t]+(?:-[-\w]+[ \t]+)*OS_[A-Z_]+(?:[ \t]|$)/,
  quoting: { single: "\\'", double: '\\$"', parentheses: true },
  opens: ['if', 'for', 'while', 'function', 'begin', 'switch'],
  closes: ['end'],
  prefixes: ['and', 'or', 'not'],
  assignmentsOf(name, args) {
    const at = args.findIndex((word) => !textOf(word).startsWith('-'));
    const options = args.slice(0, at).map(textOf);
    const [first, ...values] = at < 0 ? [] : args.slice(at);
    if (name !== 'set' || first === undefined) return null;
    if (options.some((option) => /^(?:-\w*e|--erase$)/.test(option))) return [first, ...values].map(unset);
    return options.some((option) => /^(?:-\w*[qn]|--query$|--names$)/.test(option)) ? [] : [set(textOf(first), values)];
  },
});

/** csh, tcsh (https://man.openbsd.org/csh.1) */
export const CSH = unixShell({
  assigns: /^[ \t]*setenv[ \t]+OS_[A-Z_]+(?:[ \t]|$)/,
  quoting: { single: '!', double: '!', parentheses: false },
  opens: ['then', 'foreach', 'while', 'switch'],
  closes: ['endif', 'end', 'endsw'],
  prefixes: [],
  assignmentsOf(name, [first, ...values]) {
    if (first === undefined) return null;
    if (name === 'unsetenv') return [first, ...values].map(unset);
    if (name === 'setenv') return [set(textOf(first), values)];
    if (name !== 'set') return null;
    return [assignmentOf(first) ?? set(textOf(first), values.slice(1))];
  },
});

const DECLARES = ['export', 'declare', 'typeset', 'readonly', 'local'];
const RUNS = ['.', 'source', 'eval'];
const PRINTS = ['echo', 'printf'];

function unixShell({ assigns, ...syntax }: Syntax): Shell {
  return {
    assigns,
    unix: true,
    statementsOf: (line) =>
      commandsOf(line, syntax.quoting).flatMap(({ words, joined }) =>
        statementsOf(words, syntax).map((statement) =>
          'name' in statement && joined ? { ...statement, conditional: true } : statement,
        ),
      ),
  };
}

function statementsOf(words: Word[], syntax: Omit<Syntax, 'assigns'>): Statement[] {
  const [first, ...args] = words;
  const name = textOf(first);
  const opens = syntax.opens.includes(name) || textOf(words.at(-1)) === '{';
  const open: Statement[] = opens ? [{ does: 'open' }] : [];
  if (syntax.prefixes.includes(name)) {
    const conditional = name === 'and' || name === 'or';
    return [...open, ...statementsOf(args, syntax).map((statement) => ({ ...statement, conditional }))];
  }
  if (opens) return open;
  if (syntax.closes.includes(name)) return [{ does: 'close' }];
  if (RUNS.includes(name)) return [{ does: 'run' }];
  if (name === 'read') return askedBy(args.map(textOf));
  return syntax.assignmentsOf(name, args) ?? assignmentsIn(words);
}

function assignmentsIn(words: Word[]): Statement[] {
  const name = textOf(words[0]);
  const declares = DECLARES.includes(name);
  const assigned = (declares ? words.slice(1) : words).map(assignmentOf);
  const found = assigned.filter((statement) => statement !== null);
  // `A=1 command` is for that command only
  if (declares || found.length === assigned.length) return found;
  return PRINTS.includes(name) ? [] : found.map((statement) => ({ does: 'other', name: statement.name }));
}

function assignmentOf(word: Word): Extract<Statement, { does: 'set' }> | null {
  const [all, name, sign] = /^([A-Za-z_]\w*)(\+?=)/.exec(textOf(word)) ?? [];
  if (all === undefined || name === undefined) return null;
  const value: Word = [{ text: textOf(word).slice(all.length) }, ...word.slice(1)];
  return { does: 'set', name, value: sign === '+=' ? [{ variable: name, defaultText: '' }, ...value] : value };
}

/** A list of words is passed to other programs as one text. */
function set(name: string, words: Word[]): Statement {
  return { does: 'set', name, value: words.flatMap((word, at): Word => (at === 0 ? word : [{ text: ' ' }, ...word])) };
}

function unset(word: Word): Statement {
  return { does: 'unset', name: textOf(word) };
}

/** For `read`: the words after its options name variables. Some options take a value. */
function askedBy(args: string[]): Statement[] {
  let at = 0;
  while (args[at]?.startsWith('-')) at += /^(?:-\w*[acdiNnpPRtu]|--\w+)$/.test(args[at] ?? '') ? 2 : 1;
  return args.slice(at).map((name) => ({ does: 'set', name, value: [{ unknown: 'READ_FROM_KEYBOARD' }] }));
}

/** @returns the plain text at the beginning of a word; empty where it begins otherwise */
function textOf(word: Word | undefined): string {
  const first = word?.[0];
  return first !== undefined && 'text' in first ? first.text : '';
}
