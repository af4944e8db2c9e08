import type { CloudProfile } from '@/utils/clouds/profile';
import { type FormValues, valuesOf } from './form-values';

/**
 * Fields that decide nothing about where a secret goes or whose it is. Addresses of the cloud and the way to sign in are
 * saved as the person sees them in the form: a secret is not sent to what came in behind it.
 */
const FIELDS = ['name', 'color', 'production', 'dashboardUrl', 'region'] as const;
type Fresh = (typeof FIELDS)[number];

/**
 * What is saved of a form while the stored cloud has changed behind it, by another browser say: of these fields, those
 * that the person left alone are as they are stored now.
 *
 * @param opened the values the form was filled with. @param present the cloud as it is stored now.
 */
export function mergeUnchanged(values: FormValues, opened: FormValues, present: CloudProfile): FormValues {
  const stored = valuesOf(present);
  // There the dashboard is whose session is lent.
  const lent = [values, stored].some(({ method }) => method === 'horizon_session');
  const isFresh = (field: Fresh) => values[field] === opened[field] && !(lent && field === 'dashboardUrl');
  const alone = FIELDS.filter(isFresh);
  return { ...values, ...Object.fromEntries(alone.map((field) => [field, stored[field]])) };
}
