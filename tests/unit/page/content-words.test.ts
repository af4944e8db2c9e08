import { describe, expect, it } from 'vitest';
import { speak } from '@/tests/unit/setup/i18n';
import { i18n } from '@/utils/i18n';
import { contentWords } from '@/utils/page/content-words';

describe('what content scripts say', () => {
  it.each(['en', 'zh_CN'] as const)('is what all else says, in %s', (locale) => {
    speak(locale);
    const words = contentWords(locale.replace('_', '-'));
    expect(words['dashboard.open']).toBe(i18n.t('dashboard.open'));
    expect(words['problem.WORKER_GONE.nextStep']).toBe(i18n.t('problem.WORKER_GONE.nextStep'));
    expect(words['dashboard.describe'].replace('{name}', 'web-01')).toBe(
      i18n.t('dashboard.describe', { name: 'web-01' }),
    );
    speak('en');
  });

  it.each([
    ['zh-CN', 'zh-CN'],
    ['en-GB', 'en'],
    // Nobody would read it in the letters of the other one.
    ['zh-TW', 'en'],
    ['fr', 'en'],
    ['', 'en'],
  ])('for a browser that speaks “%s” is in %s', (language, spoken) => {
    expect(contentWords(language)).toEqual(contentWords(spoken));
    expect(contentWords(language)['dashboard.open']).toMatch(/noVNC/);
  });
});
