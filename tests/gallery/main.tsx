import { type ComponentType, render } from 'preact';
import { PageApiProvider } from '@/components/page-api';
import { scenes } from './scenes';

/** Shows one scene: `?scene=popup-list&locale=zh_CN`. The page speaks the language before any component loads. */
const query = new URLSearchParams(location.search);
const locale = query.get('locale') ?? 'en';
const messages = (await (await fetch(`./${locale}.json`)).json()) as Record<string, { message: string }>;

Object.assign(globalThis, {
  browser: {
    runtime: { id: 'gallery' },
    i18n: {
      getMessage(name: string, values: string[] = []) {
        if (name === '@@ui_locale') return locale;
        return (messages[name]?.message ?? '').replace(
          /\$(\d)/g,
          (_, digit: string) => values[Number(digit) - 1] ?? '',
        );
      },
    },
  },
});
document.documentElement.lang = locale.replace('_', '-');

const scene = scenes[query.get('scene') ?? ''];
const root = document.getElementById('root');
if (scene !== undefined && root !== null) {
  const Page: ComponentType =
    scene.page === 'popup'
      ? (await import('@/components/popup/popup-page')).PopupPage
      : (await import('@/components/settings/settings-page')).SettingsPage;
  location.hash = scene.hash ?? '';
  render(
    <PageApiProvider value={scene.api}>
      <Page />
    </PageApiProvider>,
    root,
  );
}

/** Plays the scene's steps as a user would, then signals that the picture can be taken. */
async function settle(): Promise<void> {
  await new Promise((done) => setTimeout(done, 300));
}

await settle();
for (const step of scene?.steps ?? []) {
  // Some parts are loaded only when they are needed.
  const target = 'press' in step ? 'body' : 'type' in step ? step.into : step.click;
  for (let turn = 0; turn < 10 && document.querySelector(target) === null; turn += 1) await settle();
  if ('type' in step) {
    const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(step.into);
    if (field !== null) {
      field.value = step.type;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  } else if ('press' in step) {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: step.press, bubbles: true, cancelable: true }),
    );
  } else document.querySelector<HTMLElement>(step.click)?.click();
  await settle();
}
document.documentElement.dataset.ready = 'true';
