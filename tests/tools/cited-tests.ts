/** A test as `tests/… › title` cites it; the title may be that of the group around it. */
export interface Citation {
  file: string;
  title: string;
}

/** How a test ended. */
export interface TestEnd {
  file: string;
  /** of the groups around it, then its own */
  titles: string[];
  status: 'passed' | 'failed' | 'skipped';
}

/** A title of a table of tests has placeholders. */
const PLACEHOLDER = /\$\{[^}]*\}|\$[\w.]+|%[sdijfo]/;

function patternOf(title: string): string {
  return title
    .split(PLACEHOLDER)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^]*');
}

/** A filter for Vitest and Playwright, which join the titles of groups and test: each title from its begin to its end. */
export function filterOf(titles: readonly string[], isGroup = false): string {
  return `(?:^|\\s)(?:${[...new Set(titles)].map(patternOf).join('|')})${isGroup ? '\\s' : '$'}`;
}

/** The ends of the cited test, which are several for a table or a group. */
export function endsOf({ file, title }: Citation, ends: readonly TestEnd[]): { ends: TestEnd[]; isGroup: boolean } {
  const whole = new RegExp(`^${patternOf(title)}$`);
  const ofFile = ends.filter((end) => end.file === file && end.status !== 'skipped');
  const own = ofFile.filter(({ titles }) => whole.test(titles.at(-1) ?? ''));
  if (own.length > 0) return { ends: own, isGroup: false };
  const inGroup = ofFile.filter(({ titles }) => titles.slice(0, -1).some((group) => whole.test(group)));
  return { ends: inGroup, isGroup: inGroup.length > 0 };
}

/** @returns null: none of them ran */
export function outcomeOf(ends: readonly TestEnd[]): 'fails' | 'passes' | null {
  if (ends.length === 0) return null;
  return ends.some(({ status }) => status === 'failed') ? 'fails' : 'passes';
}
