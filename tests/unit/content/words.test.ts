import { describe, expect, it } from 'vitest';
import { speak } from '@/tests/unit/setup/i18n';
import { contentWords } from '@/utils/content/words';
import { i18n } from '@/utils/i18n';

describe('what content scripts say', () => {
  it.each(['en', 'zh_CN'] as const)('is the same as the text of the extension, in %s', (locale) => {
    speak(locale);
    const words = contentWords(locale.replace('_', '-'));
    expect(words['dashboard.open']).toBe(i18n.t('dashboard.open'));
    expect(words['problem.WORKER_GONE.nextStep']).toBe(i18n.t('problem.WORKER_GONE.nextStep'));
    expect(words['dashboard.tooltip'].replace('{name}', 'web-01')).toBe(
      i18n.t('dashboard.tooltip', { name: 'web-01' }),
    );
    speak('en');
  });

  it.each([
    ['zh-CN', '打开 noVNC'],
    ['en', 'Open noVNC'],
    ['en-GB', 'Open noVNC'],
    // Traditional letters are not the simplified ones; the browser's own choice is the same.
    ['zh-TW', 'Open noVNC'],
    ['fr', 'Open noVNC'],
    ['', 'Open noVNC'],
  ])('for a browser that speaks “%s” is “%s”', (language, text) => {
    expect(contentWords(language)['dashboard.open']).toBe(text);
  });
});
