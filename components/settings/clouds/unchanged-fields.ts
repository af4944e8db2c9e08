import type { CloudProfile } from '@/utils/clouds/profile';
import { signInMethod } from '@/utils/sign-in/methods';
import { type FormValues, valuesOf } from './form-values';

/**
 * Fields that do not decide where a secret is sent or whose it is. The others are saved as shown, so that no secret
 * goes to an address that was changed elsewhere.
 */
const MERGEABLE_FIELDS = ['name', 'color', 'production', 'dashboardUrl', 'region'] as const;

/**
 * The values to save where the cloud was changed meanwhile, such as by sync: fields above that the user did not change
 * get their stored value. @param initialValues as the form was opened
 */
export function mergeUnchanged(values: FormValues, initialValues: FormValues, stored: CloudProfile): FormValues {
  const storedValues = valuesOf(stored);
  const usesDashboardSession = [values, storedValues].some(({ method }) => signInMethod(method).form.needsDashboard);
  const unchanged = MERGEABLE_FIELDS.filter((field) => values[field] === initialValues[field]).filter(
    // There the dashboard decides whose session is used.
    (field) => !(usesDashboardSession && field === 'dashboardUrl'),
  );
  return { ...values, ...Object.fromEntries(unchanged.map((field) => [field, storedValues[field]])) };
}
