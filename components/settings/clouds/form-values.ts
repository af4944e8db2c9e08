import { SWATCHES } from '@/components/cloud-color';
import type { CloudProfile, Remember } from '@/utils/clouds/profile';
import {
  emptySignInValues,
  hasSameSignInValues,
  type SignInValues,
  secretField,
  signInFromValues,
  signInToValues,
} from '@/utils/sign-in/form-values';
import type { SignIn } from '@/utils/sign-in/methods';

/** The values of the fields, without secrets. */
export type FormValues = SignInValues & {
  name: string;
  authUrl: string;
  dashboardUrl: string;
  interface: CloudProfile['interface'];
  /** the first region, then others, with commas between */
  region: string;
  computeUrl: string;
  color: string;
  production: boolean;
  remember: Remember;
};

/** What is known of a new cloud. */
export interface FormDraft {
  fields: Partial<FormValues>;
  /** by ids where known; used while its fields are unchanged */
  signIn: SignIn | null;
}

export const NO_DRAFT: FormDraft = { fields: {}, signIn: null };

/** The sign-in of a draft, unless its fields were changed. */
export function signInOfDraft(values: FormValues, { fields, signIn }: FormDraft): SignIn | undefined {
  const untouched = signIn?.method === values.method && hasSameSignInValues(values, { ...newValues([]), ...fields });
  return untouched ? signIn : undefined;
}

/** Empty fields, with a color that no other cloud uses. */
export function newValues(usedColors: string[]): FormValues {
  const free = SWATCHES.find(({ color }) => !usedColors.includes(color)) ?? SWATCHES[0];
  return {
    name: '',
    authUrl: '',
    dashboardUrl: '',
    ...emptySignInValues(),
    interface: 'public',
    region: '',
    computeUrl: '',
    color: free.color,
    production: false,
    remember: 'session',
  };
}

/** The fields of a stored cloud; references show their id, else their name. */
export function valuesOf(profile: CloudProfile): FormValues {
  return {
    ...newValues([]),
    name: profile.name,
    authUrl: profile.authUrl,
    dashboardUrl: profile.dashboardUrl ?? '',
    ...signInToValues(profile.signIn),
    interface: profile.interface,
    region: regionText(profile),
    computeUrl: profile.computeUrl ?? '',
    color: profile.color,
    production: profile.production,
    // without a secret: the shortest time, in case the user chooses another sign-in method
    remember: secretField(profile.signIn.method) === null ? 'session' : profile.remember,
  };
}

/** The profile that the fields describe. Unchanged references keep their ids. */
export function profileOf(values: FormValues, id: string, before?: CloudProfile, draftSignIn?: SignIn): CloudProfile {
  const dashboardUrl = values.dashboardUrl.trim();
  const computeUrl = values.computeUrl.trim();
  return {
    id,
    name: values.name.trim(),
    authUrl: values.authUrl.trim(),
    ...(dashboardUrl !== '' && { dashboardUrl }),
    color: values.color,
    production: values.production,
    interface: values.interface,
    ...regionsOf(values, before),
    ...(computeUrl !== '' && { computeUrl }),
    signIn: draftSignIn ?? signInFromValues(values, before?.signIn),
    // without a secret, nothing ends with the browser
    remember: secretField(values.method) === null ? 'device' : values.remember,
  };
}

/** The stored regions where unchanged: their names may contain commas. */
function regionsOf({ region: text }: FormValues, before?: CloudProfile): Pick<CloudProfile, 'region' | 'regions'> {
  if (before !== undefined && text === regionText(before)) {
    const { region, regions } = before;
    return { ...(region !== undefined && { region }), ...(regions !== undefined && { regions }) };
  }
  const regions = [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  const [region] = regions;
  return { ...(region !== undefined && { region }), ...(regions.length > 1 && { regions }) };
}

function regionText({ region = '', regions = [] }: Pick<CloudProfile, 'region' | 'regions'>): string {
  return [...new Set([region, ...regions])].filter((name) => name !== '').join(', ');
}
