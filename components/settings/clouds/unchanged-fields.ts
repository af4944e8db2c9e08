import type { CloudProfile } from '@/utils/clouds/profile';
import { signInMethod } from '@/utils/sign-in/methods';
import { type FormValues, valuesOf } from './form-values';

/** The other fields are saved as shown, so that no secret goes to an address that was changed elsewhere. */
const MERGEABLE_FIELDS = ['name', 'color', 'production', 'dashboardUrl', 'region'] as const;

/** The values to save: `MERGEABLE_FIELDS` that are still initial get what is stored by now, such as by sync. */
export function mergeUnchanged(values: FormValues, initialValues: FormValues, stored: CloudProfile): FormValues {
  const storedValues = valuesOf(stored);
  const usesDashboardSession = [values, storedValues].some(({ method }) => signInMethod(method).form.needsDashboard);
  const unchanged = MERGEABLE_FIELDS.filter((field) => values[field] === initialValues[field]).filter(
    // it decides whose session is used
    (field) => !(usesDashboardSession && field === 'dashboardUrl'),
  );
  return { ...values, ...Object.fromEntries(unchanged.map((field) => [field, storedValues[field]])) };
}
