import { test as base } from '@playwright/test';
import { type Chromium, freshProfile, launchChromium } from '@/tests/e2e/support/chromium';
import { consentTo } from '@/tests/e2e/support/host-access';
import { addCloud } from '@/tests/e2e/support/journey';
import type { CloudFormInput, SettingsPageObject } from '@/tests/e2e/support/settings-page';
import { findBrowser } from '@/tests/tools/find-browser';
import { type Api, signInToApi } from './api';
import { type CloudsYamlEntry, mainCloud, type PasswordEntry } from './clouds-yaml';

interface Fixtures {
  entry: PasswordEntry;
  api: Api;
  chromium: Chromium;
}

/** Each test has its own browser, with the cloud of the clouds.yaml. */
export const test = base.extend<Fixtures>({
  entry: [mainCloud(), { option: true }],
  api: async ({ entry }, use) => use(await signInToApi(entry)),
  chromium: async ({ api, headless }, use) => {
    const executablePath = findBrowser('chromium');
    if (executablePath === null) throw new Error('No Chromium: set CHROME_PATH.');
    const profile = await freshProfile();
    const chromium = await launchChromium({ executablePath, userDataDir: profile.path, headless });
    const hosts = new Set([api.authUrl, api.novaUrl].map((url) => `*://${new URL(url).hostname}/*`));
    for (const pattern of hosts) await consentTo(chromium, pattern);
    await use(chromium);
    await chromium.close();
    await profile.remove();
  },
});

/** The form for this entry of the clouds.yaml. */
export function formOf({ name, authUrl, signIn: way }: CloudsYamlEntry): CloudFormInput {
  if (way.method === 'application_credential') {
    return {
      name,
      authUrl,
      signInWith: 'Application credential',
      applicationCredentialId: way.id,
      applicationCredentialSecret: way.secret,
    };
  }
  const { userName, userDomain, password } = way;
  return { name, authUrl, signInWith: 'Password', userName, userDomain, password };
}

/** Adds the cloud on the settings page. */
export function addEntry(chromium: Chromium, entry: CloudsYamlEntry): Promise<SettingsPageObject> {
  return addCloud(chromium, formOf(entry));
}

export { expect } from '@playwright/test';
