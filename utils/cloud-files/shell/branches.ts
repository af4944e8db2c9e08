import type { ShellValue } from './values';
import type { Command, Word } from './words';

type Mode = 'run' | 'maybe' | 'skip';

interface Block {
  /** of the branch that is being read, or whose condition is */
  mode: Mode;
  /** still before `then` */
  condition: boolean;
  /** whether one of the branches before was run */
  before: Mode;
}

const OPENS = ['case', 'for', 'while', 'until', 'select', '{'];
const CLOSES = ['fi', 'esac', 'done', '}'];
const MAX_DEPTH = 20;

/** Follows the compound commands of a script: which of its commands are surely run, which never. */
export function createBranches(resolve: (word: Word) => ShellValue) {
  const blocks: Block[] = [];
  const open = (mode: Mode, condition: boolean): void => {
    if (blocks.length < MAX_DEPTH) blocks.push({ mode, condition, before: 'skip' });
  };

  /** `[ -z "$X" ]` and `[ -n "$X" ]`, where the variable is known to be blank or not. */
  function decide([test, flag, operand, end, ...more]: Word[]): Mode {
    const last = { '[': ']', '[[': ']]', test: '' }[keywordOf(test)];
    const kind = keywordOf(flag);
    if (last === undefined || keywordOf(end) !== last || more.length > 0) return 'maybe';
    if (operand === undefined || (kind !== '-z' && kind !== '-n')) return 'maybe';
    const value = resolve(operand);
    // a variable that nobody has set is blank
    const blank = typeof value === 'string' ? value === '' : value.unknown === 'VARIABLE_UNKNOWN';
    if (typeof value !== 'string' && !blank) return 'maybe';
    return blank === (kind === '-z') ? 'run' : 'skip';
  }

  function branch(block: Block, decided: Mode): void {
    if (block.mode === 'run' || block.before === 'run') block.before = 'run';
    else if (block.mode === 'maybe') block.before = 'maybe';
    if (block.before === 'run') block.mode = 'skip';
    else block.mode = block.before === 'maybe' && decided === 'run' ? 'maybe' : decided;
  }

  return {
    /** Takes the next command into account. @returns its words without what opens or closes a block. */
    pass({ words }: Command): Word[] {
      const block = blocks.at(-1);
      const [first, ...rest] = words;
      const keyword = keywordOf(first);
      if (keyword === 'if') open(decide(rest), true);
      else if (OPENS.includes(keyword) || keywordOf(words.at(-1)) === '{') open('maybe', false);
      else if (CLOSES.includes(keyword)) blocks.pop();
      else if (keyword === 'elif' && block) {
        branch(block, decide(rest));
        block.condition = true;
      } else if (keyword === 'else' && block) {
        branch(block, 'run');
        return rest;
      } else if (keyword === 'then' && block) {
        block.condition = false;
        return rest;
      } else if (block?.condition) {
        block.mode = 'maybe'; // a condition of several commands
        return words;
      } else return keyword === 'do' || keyword === '!' ? rest : words;
      return keyword === '{' ? rest : [];
    },
    /** Whether the commands here are run. */
    mode(): Mode {
      if (blocks.some(({ mode, condition }) => mode === 'skip' && !condition)) return 'skip';
      return blocks.some(({ mode, condition }) => mode === 'maybe' || condition) ? 'maybe' : 'run';
    },
  };
}

function keywordOf(word: Word | undefined): string {
  const piece = word?.length === 1 ? word[0] : undefined;
  return piece !== undefined && 'text' in piece ? piece.text : '';
}
