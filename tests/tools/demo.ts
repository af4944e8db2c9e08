import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Chromium, freshProfile, launchChromium } from '@/tests/e2e/support/chromium';
import { newTab, openPopup } from '@/tests/e2e/support/journey';
import { expectPicture } from '@/tests/e2e/support/picture';
import { popupPage } from '@/tests/e2e/support/popup-page';
import { clickThatCloses, openRealPopup } from '@/tests/e2e/support/real-popup';
import type { SettingsPageObject } from '@/tests/e2e/support/settings-page';
import { shortcutOf } from '@/tests/e2e/support/shortcut';
import { startFakeCloud } from '@/tests/fake-cloud';
import { build } from './build';
import { addDemoCloud, hasDisplay, untilClosed } from './demo-session';
import { ensureBrowser } from './ensure-browser';
import { runTool, ToolError } from './tool-error';

const HELP = `Opens a real browser with the extension in it and a demo cloud ready: npm run demo

  --lang LANGUAGE      language of the browser and the extension, such as zh-CN
  --headless           no window: opens a console through the popup, then ends
  --screenshot FILE    with --headless: saves the console's picture there (PNG)
  --help

CHROME_PATH names the browser to use; otherwise Chromium, Chrome, Edge or Brave is searched for and, where that is
possible, installed with the system's package manager. Nothing of your own browser profile is touched.`;

/** The server whose console the demo opens. */
const SERVER = 'real-console';

await runTool(async () => {
  const options = readOptions();
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  if (!options.headless && !hasDisplay()) {
    throw new ToolError(
      'There is no display to open a browser on. Without one: npm run demo -- --headless --screenshot console.png',
    );
  }
  const executablePath = ensureBrowser('chromium');
  await build('chrome');
  const cloud = await startFakeCloud();
  const profile = await freshProfile();
  try {
    const chromium = await launchChromium({
      executablePath,
      userDataDir: profile.path,
      headless: options.headless,
      language: options.lang,
      viewport: options.headless ? { width: 1280, height: 800 } : null,
    });
    const settings = await addDemoCloud(chromium, cloud);
    if (!options.headless) await leaveToUser(chromium, settings);
    else {
      await openConsole(chromium, options.screenshot);
      await chromium.close();
    }
    return 0;
  } finally {
    await cloud.close();
    await profile.remove();
  }
});

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        headless: { type: 'boolean', default: false },
        screenshot: { type: 'string' },
        lang: { type: 'string', default: 'en-US' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.screenshot !== undefined && !values.headless) throw new Error('--screenshot needs --headless.');
    return values;
  } catch (error) {
    throw new ToolError(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
  }
}

/** Opens a console through the popup and saves a picture of it. */
async function openConsole(chromium: Chromium, screenshot: string | undefined): Promise<void> {
  const page = await newTab(chromium, () => clickServer(chromium));
  await expectPicture(page);
  console.log(`The console of ${SERVER} shows its screen.`);
  if (screenshot === undefined) return;
  await page.screenshot({ path: screenshot });
  console.log(`Saved ${resolve(screenshot)}`);
}

/** In the toolbar's popup; where the browser does not open it without a click, in popup.html in a tab. */
async function clickServer(chromium: Chromium): Promise<void> {
  const real = await openRealPopup(chromium).catch(() => null);
  if (real !== null) {
    await clickThatCloses(popupPage(real.page, chromium.language).server(SERVER));
    await real.detach();
    return;
  }
  console.log('The browser did not open the toolbar popup by itself: using popup.html in a tab.');
  await (await openPopup(chromium)).server(SERVER).click();
}

/** Leaves the browser to the user until they close it or press Ctrl+C. */
async function leaveToUser(chromium: Chromium, settings: SettingsPageObject): Promise<void> {
  const popupKeys = await shortcutOf('_execute_action', settings.page);
  const reopenKeys = await shortcutOf('reopen-last-console', settings.page);
  console.log(`
The browser is open, and the extension knows a demo cloud.

  1. Click the extension's icon in the toolbar (under the puzzle piece), or press ${popupKeys}.
  2. Type a few letters of a server's name, such as "real", and press Enter: its console opens in a new tab.
  3. Click into the console and type: its screen shows the text.
  4. ${reopenKeys} opens the last console again, from any page.

Close the browser or press Ctrl+C to end the demo.`);
  await untilClosed(chromium);
}
