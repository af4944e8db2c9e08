import type { Shell, Statement, Word } from './shell';
import { commandsOf, type Quoting } from './words';

interface Syntax {
  assigns: RegExp;
  quoting: Quoting;
  blockStarts: string[];
  blockEnds: string[];
  wordsBeforeCommand: string[];
  /** null: sets no variable */
  assignmentsOf(name: string, args: Word[]): Statement[] | null;
}

/** Horizon puts a backslash before `!` and `'` too (openstack horizon/templatetags/shellfilter.py). */
export const POSIX_QUOTING: Quoting = {
  escapedInSingle: '',
  escapedInDouble: '\\`$!\'"',
  parenthesesSubstitute: false,
};

/** sh, bash, ksh, zsh */
export const POSIX = unixShell({
  assigns: /^[ \t]*(?:(?:export|declare|typeset|readonly)[ \t].*)?\bOS_[A-Z_]+=/,
  quoting: POSIX_QUOTING,
  blockStarts: ['if', 'case', 'for', 'while', 'until', 'select', '{'],
  blockEnds: ['fi', 'esac', 'done', '}'],
  wordsBeforeCommand: ['then', 'else', 'do', '!', '{'],
  assignmentsOf: (name, args) => (name === 'unset' ? args.map(unsetStatement) : null),
});

/** https://fishshell.com/docs/current/cmds/set.html */
export const FISH = unixShell({
  assigns: /^[ \t]*set[ \t]+(?:-[-\w]+[ \t]+)*OS_[A-Z_]+(?:[ \t]|$)/,
  quoting: { escapedInSingle: "\\'", escapedInDouble: '\\$"', parenthesesSubstitute: true },
  blockStarts: ['if', 'for', 'while', 'function', 'begin', 'switch'],
  blockEnds: ['end'],
  wordsBeforeCommand: ['and', 'or', 'not'],
  assignmentsOf(name, args) {
    const at = args.findIndex((word) => !leadingTextOf(word).startsWith('-'));
    const options = args.slice(0, at).map(leadingTextOf);
    const [first, ...values] = at < 0 ? [] : args.slice(at);
    if (name !== 'set' || first === undefined) return null;
    if (options.some((option) => /^(?:-\w*e|--erase$)/.test(option))) return [first, ...values].map(unsetStatement);
    return options.some((option) => /^(?:-\w*[qn]|--query$|--names$)/.test(option))
      ? []
      : [setStatement(leadingTextOf(first), values)];
  },
});

/** csh, tcsh (https://man.openbsd.org/csh.1) */
export const CSH = unixShell({
  assigns: /^[ \t]*setenv[ \t]+OS_[A-Z_]+(?:[ \t]|$)/,
  quoting: { escapedInSingle: '!', escapedInDouble: '!', parenthesesSubstitute: false },
  blockStarts: ['then', 'foreach', 'while', 'switch'],
  blockEnds: ['endif', 'end', 'endsw'],
  wordsBeforeCommand: [],
  assignmentsOf(name, [first, ...values]) {
    if (first === undefined) return null;
    if (name === 'unsetenv') return [first, ...values].map(unsetStatement);
    if (name === 'setenv') return [setStatement(leadingTextOf(first), values)];
    if (name !== 'set') return null;
    return [assignmentOf(first) ?? setStatement(leadingTextOf(first), values.slice(1))];
  },
});

const DECLARING_COMMANDS = ['export', 'declare', 'typeset', 'readonly', 'local'];
const SCRIPT_COMMANDS = ['.', 'source', 'eval'];
const PRINTING_COMMANDS = ['echo', 'printf'];

function unixShell({ assigns, ...syntax }: Syntax): Shell {
  return {
    assigns,
    isUnix: true,
    statementsOf: (line) =>
      commandsOf(line, syntax.quoting).flatMap(({ words, conditional }) =>
        statementsOf(words, syntax).map((statement) =>
          'name' in statement && conditional ? { ...statement, conditional: true } : statement,
        ),
      ),
  };
}

function statementsOf(words: Word[], syntax: Omit<Syntax, 'assigns'>): Statement[] {
  const [first, ...args] = words;
  const name = leadingTextOf(first);
  const opens = syntax.blockStarts.includes(name) || leadingTextOf(words.at(-1)) === '{';
  const open: Statement[] = opens ? [{ does: 'beginBlock' }] : [];
  if (syntax.wordsBeforeCommand.includes(name)) {
    const conditional = name === 'and' || name === 'or';
    return [...open, ...statementsOf(args, syntax).map((statement) => ({ ...statement, conditional }))];
  }
  if (opens) return open;
  if (syntax.blockEnds.includes(name)) return [{ does: 'endBlock' }];
  if (SCRIPT_COMMANDS.includes(name)) return [{ does: 'runScript' }];
  if (name === 'read') return readFromKeyboard(args.map(leadingTextOf));
  return syntax.assignmentsOf(name, args) ?? assignmentsIn(words);
}

function assignmentsIn(words: Word[]): Statement[] {
  const name = leadingTextOf(words[0]);
  const declares = DECLARING_COMMANDS.includes(name);
  const assigned = (declares ? words.slice(1) : words).map(assignmentOf);
  const found = assigned.filter((statement) => statement !== null);
  // `A=1 command` is for that command only
  if (declares || found.length === assigned.length) return found;
  return PRINTING_COMMANDS.includes(name)
    ? []
    : found.map((statement) => ({ does: 'unreadable', name: statement.name }));
}

function assignmentOf(word: Word): Extract<Statement, { does: 'set' }> | null {
  const [all, name, sign] = /^([A-Za-z_]\w*)(\+?=)/.exec(leadingTextOf(word)) ?? [];
  if (all === undefined || name === undefined) return null;
  const value: Word = [{ text: leadingTextOf(word).slice(all.length) }, ...word.slice(1)];
  return { does: 'set', name, value: sign === '+=' ? [{ variable: name, defaultText: '' }, ...value] : value };
}

/** Joins words with blanks. */
function setStatement(name: string, words: Word[]): Statement {
  return { does: 'set', name, value: words.flatMap((word, at): Word => (at === 0 ? word : [{ text: ' ' }, ...word])) };
}

function unsetStatement(word: Word): Statement {
  return { does: 'unset', name: leadingTextOf(word) };
}

/** Some options of `read` take a value. */
function readFromKeyboard(args: string[]): Statement[] {
  let at = 0;
  while (args[at]?.startsWith('-')) at += /^(?:-\w*[acdiNnpPRtu]|--\w+)$/.test(args[at] ?? '') ? 2 : 1;
  return args.slice(at).map((name) => ({ does: 'set', name, value: [{ unknown: 'READ_FROM_KEYBOARD' }] }));
}

function leadingTextOf(word: Word | undefined): string {
  const first = word?.[0];
  return first !== undefined && 'text' in first ? first.text : '';
}
