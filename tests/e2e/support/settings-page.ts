import type { Page } from '@playwright/test';
import { translationsOf } from './translations';

/** Values for the cloud's form; a missing one is not changed. */
export interface CloudFormInput {
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
export type RememberLabel = 'Until the browser closes' | 'On this device' | typeof LOCKED;

/** The settings page by its accessible names. */
export function settingsPage(page: Page, language = 'en') {
  const translate = translationsOf(language, 'settings');
  const field = (name: string) => page.getByRole('textbox', { name: translate(name), exact: true });
  /** Password fields have no role. */
  const secret = (name: string) => page.getByLabel(translate(name), { exact: true });
  const signInWith = page.getByRole('combobox', { name: translate('Sign in with') });
  return {
    page,
    field,
    secret,
    signInWith,
    addCloud: page.getByRole('button', { name: translate('Add a cloud') }),
    save: page.getByRole('button', { name: translate('Save'), exact: true }),
    remember: page.getByRole('radiogroup', { name: translate('Remember') }),
    saved: page.getByText(translate('Saved.'), { exact: true }),

    /** Chooses how long the secret is kept. */
    choose: (remember: RememberLabel) => page.getByRole('radio', { name: translate(remember), exact: true }).check(),

    /** Types the first passphrase into the cloud's form. */
    async typeNewPassphrase(passphrase: string, repeated = passphrase): Promise<void> {
      await secret('New passphrase').first().fill(passphrase);
      await secret('Repeat passphrase').first().fill(repeated);
    },

    async fill(form: CloudFormInput): Promise<void> {
      if (form.signInWith) await signInWith.selectOption({ label: translate(form.signInWith) });
      const texts = {
        Name: form.name,
        'Auth URL': form.authUrl,
        'Dashboard of this cloud': form.dashboardUrl,
        'User name': form.userName,
        'User domain': form.userDomain,
        Project: form.project,
        'Project domain': form.projectDomain,
        'Application credential ID': form.applicationCredentialId,
      };
      const secrets = { Password: form.password, 'Application credential secret': form.applicationCredentialSecret };
      for (const [name, value] of Object.entries(texts)) if (value !== undefined) await field(name).fill(value);
      for (const [name, value] of Object.entries(secrets)) if (value !== undefined) await secret(name).fill(value);
    },
  };
}

export type SettingsPageObject = ReturnType<typeof settingsPage>;
