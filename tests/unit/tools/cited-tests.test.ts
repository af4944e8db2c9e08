import { describe, expect, it } from 'vitest';
import { endsOf, filterOf, outcomeOf, type TestEnd } from '@/tests/tools/cited-tests';

const FILE = 'tests/unit/a.test.ts';
const end = (titles: string[], status: TestEnd['status'] = 'passed', file = FILE): TestEnd => ({
  file,
  titles,
  status,
});
const matches = (title: string, name: string, isGroup = false) => new RegExp(filterOf([title], isGroup)).test(name);

describe('the filter of a cited test', () => {
  it('matches its whole title, after those of its groups', () => {
    expect(matches('is sent (once)', 'a secret is sent (once)')).toBe(true);
    expect(matches('is sent (once)', 'is sent (once)')).toBe(true);
    expect(matches('is sent', 'a secret is sent once')).toBe(false);
    expect(matches('is sent', 'a secret this sent')).toBe(false);
  });

  it('matches anything in place of a placeholder', () => {
    for (const title of ['is %s', 'is $name', ['is $', '{name}'].join('')])
      expect(matches(title, 'a secret is sent')).toBe(true);
    expect(matches('is %s once', 'a secret is sent twice')).toBe(false);
  });

  it('matches each test of a cited group', () => {
    expect(matches('a secret', 'a secret is sent', true)).toBe(true);
    expect(matches('a secret', 'a secrets is sent', true)).toBe(false);
  });
});

describe('the ends of a cited test', () => {
  const cited = (title: string, ends: TestEnd[]) => outcomeOf(endsOf({ file: FILE, title }, ends).ends);

  it('are those of its own title in its own file', () => {
    const others = [end(['a', 'is sent once'], 'failed'), end(['is sent'], 'failed', 'tests/unit/b.test.ts')];
    expect(cited('is sent', [...others, end(['a', 'is sent'])])).toBe('passes');
    expect(cited('is sent', others)).toBeNull();
    expect(cited('is sent', [end(['a', 'is sent'], 'skipped')])).toBeNull();
  });

  it('are those of the rows of a table, of which one that fails is enough', () => {
    expect(cited('is %s', [end(['is a']), end(['is b'], 'failed')])).toBe('fails');
  });

  it('are those of the tests in a group', () => {
    const ends = [end(['a group', 'is sent'], 'failed'), end(['another', 'is sent'])];
    expect(endsOf({ file: FILE, title: 'a group' }, ends)).toEqual({ ends: [ends[0]], isGroup: true });
  });
});
