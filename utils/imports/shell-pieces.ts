import type { Word } from './shell-words';

const PLAIN = /[^"\\`$]+/y;

/**
 * Adds what stands between double quotes to the word. A backslash goes away before each of the six characters that
 * Horizon puts one before (openstack horizon/templatetags/shellfilter.py); a shell keeps it before `!` and `'`.
 *
 * @param at behind the opening quote
 * @returns the index behind the closing one
 */
export function readDouble(text: string, at: number, word: Word, closes: boolean): number {
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '"' && closes) return at + 1;
    if (char === '\\') {
      const next = text.charAt(at + 1);
      if (next !== '\n') word.push({ text: '\\`$!\'"'.includes(next) ? next : char + next });
      at += 2;
    } else if (char === '`') {
      const end = text.indexOf('`', at + 1);
      word.push({ computed: true });
      at = end < 0 ? text.length : end + 1;
    } else if (char === '$') {
      at = readDollar(text, at, word, true);
    } else {
      PLAIN.lastIndex = at;
      const plain = PLAIN.exec(text)?.[0] ?? char;
      word.push({ text: plain });
      at += plain.length;
    }
  }
  return at;
}

const NAME = /[A-Za-z_]\w*|[0-9@*#?$!-]/y;

/** Adds what a `$` begins. @returns where it ends. */
export function readDollar(text: string, at: number, word: Word, quoted: boolean): number {
  const next = text.charAt(at + 1);
  if (next === '{' || next === '(') return readBraced(text, at + 1, word, next);
  if (!quoted && next === '"') return at + 1; // `$"..."`: a quoted text to be translated
  if (!quoted && next === "'") return readAnsi(text, at + 2, word);
  NAME.lastIndex = at + 1;
  const name = NAME.exec(text)?.[0];
  word.push(name === undefined ? { text: '$' } : { variable: name });
  return at + 1 + (name?.length ?? 0);
}

function readBraced(text: string, from: number, word: Word, open: '{' | '('): number {
  const close = open === '{' ? '}' : ')';
  let depth = 0;
  let at = from;
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === open) depth += 1;
    else if (char === close && --depth === 0) break;
  }
  const parts = /^([A-Za-z_]\w*)(?::?[-=]([\s\S]*))?$/.exec(text.slice(from + 1, at));
  if (open === '{' && parts?.[1] !== undefined)
    word.push({ variable: parts[1], ...(parts[2] !== undefined && { otherwise: parts[2] }) });
  else word.push({ computed: true });
  return at + 1;
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"' };

/** `$'...'`, as `printf %q` writes it. */
function readAnsi(text: string, at: number, word: Word): number {
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "'") return at + 1;
    const escaped = char === '\\' ? ESCAPES[text.charAt(++at)] : char;
    word.push(escaped === undefined ? { computed: true } : { text: escaped });
  }
  return at;
}
