import type { CloudField } from '@/utils/explain/form-fields';
import { i18n } from '@/utils/i18n';
import { missingFields, secretField } from '@/utils/sign-in/form-values';
import { signInMethod } from '@/utils/sign-in/methods';
import type { FormValues } from './form-values';

/** What is known of the secret and the passcode, which are in no value. */
export interface SecretState {
  typed: boolean;
  stored: boolean;
  passcodeMissing?: boolean;
  methodChanged: boolean;
}

/** The error text of each field at fault. */
export type FieldErrors = Partial<Record<CloudField, string>>;

/** The errors that need no request, in the order of the form. */
export function validate(
  values: FormValues,
  secret: SecretState,
  matchPatternOf: (url: string) => string | null,
): FieldErrors {
  const errors: FieldErrors = {};
  const required = i18n.t('settings.invalid.required');
  const requireValue = (field: CloudField, value: string) => {
    if (value.trim() === '') errors[field] = required;
  };
  requireValue('name', values.name);
  requireValue('authUrl', values.authUrl);
  // Chromium escapes blanks in a host, which seems valid then.
  const authUrl = values.authUrl.trim();
  if (authUrl !== '' && (/\s/.test(authUrl) || matchPatternOf(authUrl) === null)) {
    errors.authUrl = i18n.t('settings.invalid.url');
  }
  const dashboard = values.dashboardUrl.trim();
  if (dashboard !== '' && matchPatternOf(dashboard) === null)
    errors.dashboardUrl = i18n.t('settings.invalid.dashboardUrl');
  if (dashboard === '' && signInMethod(values.method).form.needsDashboard)
    errors.dashboardUrl = i18n.t('settings.invalid.dashboardNeeded');
  const computeUrl = values.computeUrl.trim();
  if (
    computeUrl !== '' &&
    (/\s/.test(computeUrl) || !/^https?:/i.test(computeUrl) || matchPatternOf(computeUrl) === null)
  )
    errors.computeUrl = i18n.t('settings.invalid.computeUrl');
  for (const field of missingFields(values)) errors[field] = required;
  const field = secretField(values.method);
  if (field !== null && !secret.typed && !secret.stored) {
    errors[field] = secret.methodChanged ? i18n.t('settings.invalid.rememberSecret') : required;
  }
  if (secret.passcodeMissing) errors.passcode = required;
  return errors;
}
