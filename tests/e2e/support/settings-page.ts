import type { Locator, Page } from '@playwright/test';
import { type Translate, translationsOf } from './translations';

/** Values for the cloud's form; a missing one is not changed. */
export interface CloudForm {
  name: string;
  authUrl: string;
  dashboardUrl?: string;
  signInWith?: 'Password' | 'Application credential' | 'Horizon session';
  userName?: string;
  userDomain?: string;
  password?: string;
  project?: string;
  projectDomain?: string;
  applicationCredentialId?: string;
  applicationCredentialSecret?: string;
}

export const LOCKED = 'On this device, locked with a passphrase';
export type Remember = 'Until the browser closes' | 'On this device' | typeof LOCKED;

/** The settings page by its accessible names. */
export class SettingsPage {
  readonly page: Page;
  readonly addCloud: Locator;
  readonly save: Locator;
  readonly remember: Locator;
  readonly signInWith: Locator;
  readonly saved: Locator;
  private readonly translate: Translate;

  constructor(page: Page, language = 'en') {
    const translate = translationsOf(language, 'settings');
    this.translate = translate;
    this.page = page;
    this.addCloud = page.getByRole('button', { name: translate('Add a cloud') });
    this.save = page.getByRole('button', { name: translate('Save'), exact: true });
    this.remember = page.getByRole('radiogroup', { name: translate('Remember') });
    this.signInWith = page.getByRole('combobox', { name: translate('Sign in with') });
    this.saved = page.getByText(translate('Saved.'), { exact: true });
  }

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name: this.translate(name), exact: true });
  }

  /** Password fields have no role. */
  secret(name: string): Locator {
    return this.page.getByLabel(this.translate(name), { exact: true });
  }

  /** Chooses how long the secret is kept. */
  async choose(remember: Remember): Promise<void> {
    await this.page.getByRole('radio', { name: this.translate(remember), exact: true }).check();
  }

  /** Types the first passphrase into the cloud's form. */
  async typeNewPassphrase(passphrase: string, repeated = passphrase): Promise<void> {
    await this.secret('New passphrase').first().fill(passphrase);
    await this.secret('Repeat passphrase').first().fill(repeated);
  }

  async fill(form: CloudForm): Promise<void> {
    if (form.signInWith) await this.signInWith.selectOption({ label: this.translate(form.signInWith) });
    await this.field('Name').fill(form.name);
    await this.field('Auth URL').fill(form.authUrl);
    const texts = {
      'Dashboard of this cloud': form.dashboardUrl,
      'User name': form.userName,
      'User domain': form.userDomain,
      Project: form.project,
      'Project domain': form.projectDomain,
      'Application credential ID': form.applicationCredentialId,
    };
    for (const [name, value] of Object.entries(texts)) {
      if (value !== undefined) await this.field(name).fill(value);
    }
    if (form.password !== undefined) await this.secret('Password').fill(form.password);
    if (form.applicationCredentialSecret !== undefined) {
      await this.secret('Application credential secret').fill(form.applicationCredentialSecret);
    }
  }
}
