import type { ContentWords } from '@/utils/content/word-names';

/** The words on and about a button, in the browser's language. */
export interface ButtonTexts {
  open: string;
  opening: string;
  dismiss: string;
  /** the tooltip; empty for a server without a name */
  describe(name: string | null): string;
}

/** The texts of a button, from the words that content scripts carry. */
export function buttonTexts(words: ContentWords): ButtonTexts {
  const [before = '', after = ''] = words['dashboard.describe'].split('{name}');
  return {
    open: words['dashboard.open'],
    opening: words['dashboard.opening'],
    dismiss: words['action.dismiss'],
    describe: (name) => (name === null ? '' : before + name + after),
  };
}
