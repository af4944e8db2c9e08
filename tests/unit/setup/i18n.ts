import { join } from 'node:path';
import { generateChromeMessagesText, parseMessagesFile } from '@wxt-dev/i18n/build';
import { fakeBrowser } from 'wxt/testing/fake-browser';

export type Locale = 'en' | 'zh_CN';

async function messagesOf(locale: Locale): Promise<Map<string, string>> {
  const parsed = await parseMessagesFile(join(process.cwd(), 'assets/locales', `${locale}.yml`));
  const json = JSON.parse(generateChromeMessagesText(parsed)) as Record<string, { message: string }>;
  return new Map(Object.entries(json).map(([key, { message }]) => [key, message]));
}

const messages: Record<Locale, Map<string, string>> = {
  en: await messagesOf('en'),
  zh_CN: await messagesOf('zh_CN'),
};

/** Makes the fake browser's `browser.i18n` use this language. */
export function speak(locale: Locale): void {
  fakeBrowser.i18n.getUILanguage = () => locale.replace('_', '-');
  fakeBrowser.i18n.getMessage = ((name: string, substitutions?: string | string[]) => {
    if (name === '@@ui_locale') return locale;
    const values = [substitutions ?? []].flat();
    const message = messages[locale].get(name) ?? '';
    return message.replace(/\$(\$|\d)/g, (_, what: string) => (what === '$' ? '$' : (values[Number(what) - 1] ?? '')));
  }) as typeof fakeBrowser.i18n.getMessage;
}

/** The message names of a language, as the browser sees them. */
export function messageNames(locale: Locale): string[] {
  return [...messages[locale].keys()];
}

speak('en');
