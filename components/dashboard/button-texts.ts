import type { ContentWords } from '@/utils/content/word-names';

/** The words on a button and its messages. */
export interface ButtonTexts {
  open: string;
  opening: string;
  dismiss: string;
  tooltip(name: string | null): string;
}

/** Takes the texts from the words that content scripts carry. */
export function buttonTexts(words: ContentWords): ButtonTexts {
  const [before = '', after = ''] = words['dashboard.tooltip'].split('{name}');
  return {
    open: words['dashboard.open'],
    opening: words['dashboard.opening'],
    dismiss: words['action.dismiss'],
    tooltip: (name) => (name === null ? '' : before + name + after),
  };
}
