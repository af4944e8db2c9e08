import type { Locator, Page } from '@playwright/test';
import { type Words, wordsOf } from './words';

/** What a person types to add a cloud; a field left out is left as it is. */
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

/** The settings page as a person and a screen reader know it. */
export class SettingsPage {
  readonly page: Page;
  readonly addCloud: Locator;
  readonly save: Locator;
  readonly remember: Locator;
  readonly signInWith: Locator;
  readonly saved: Locator;
  private readonly words: Words;

  constructor(page: Page, language = 'en') {
    const words = wordsOf(language, 'settings');
    this.words = words;
    this.page = page;
    this.addCloud = page.getByRole('button', { name: words('Add a cloud') });
    this.save = page.getByRole('button', { name: words('Save'), exact: true });
    this.remember = page.getByRole('radiogroup', { name: words('Remember') });
    this.signInWith = page.getByRole('combobox', { name: words('Sign in with') });
    this.saved = page.getByText(words('Saved.'), { exact: true });
  }

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name: this.words(name), exact: true });
  }

  /** Password fields have no role. */
  secret(name: string): Locator {
    return this.page.getByLabel(this.words(name), { exact: true });
  }

  /** How long the secret is kept. */
  async choose(remember: Remember): Promise<void> {
    await this.page.getByRole('radio', { name: this.words(remember), exact: true }).check();
  }

  /** Sets the first passphrase, in the form of a cloud that is to be kept behind it. */
  async typeNewPassphrase(passphrase: string, repeated = passphrase): Promise<void> {
    await this.secret('New passphrase').first().fill(passphrase);
    await this.secret('Repeat passphrase').first().fill(repeated);
  }

  async fill(form: CloudForm): Promise<void> {
    if (form.signInWith) await this.signInWith.selectOption({ label: this.words(form.signInWith) });
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
