import type { CloudProfile } from '@/utils/clouds/profile';
import type { PresetField } from '@/utils/messaging/views';
import { authUrlCandidates } from '@/utils/openstack/identity/auth-url';
import { type SignIn, signInMethod } from '@/utils/sign-in/methods';
import { presetId } from './parse-policy';
import type { Preset } from './schema';

const DEFAULTS = { color: '#2563eb', production: false, interface: 'public', remember: 'session' } as const;

/** Sets what the preset names. @param before null: there is none yet */
export function enforce(preset: Preset, before: CloudProfile | null): CloudProfile {
  const { name, dashboardUrl, color, production, region, regions, computeUrl } = preset;
  return {
    ...(before ?? { ...DEFAULTS, id: presetId(preset) }),
    name,
    authUrl: authUrlFor(preset, before),
    ...(dashboardUrl !== undefined && { dashboardUrl: dashboardUrlFor(dashboardUrl, before) }),
    ...(color !== undefined && { color }),
    ...(production !== undefined && { production }),
    ...(preset.interface !== undefined && { interface: preset.interface }),
    ...regionsFor(region, regions, before),
    ...(computeUrl !== undefined && { computeUrl }),
    signIn: signInFor(preset, before?.signIn),
  };
}

/** The user cannot change these. */
export function presetFields(preset: Preset): PresetField[] {
  const fields: Record<PresetField, boolean> = {
    name: true,
    authUrl: true,
    dashboardUrl: preset.dashboardUrl !== undefined,
    color: preset.color !== undefined,
    production: preset.production !== undefined,
    interface: preset.interface !== undefined,
    region: preset.region !== undefined || preset.regions !== undefined,
    computeUrl: preset.computeUrl !== undefined,
    method: preset.signIn !== undefined,
    userDomain: preset.userDomain !== undefined,
  };
  return (Object.keys(fields) as PresetField[]).filter((field) => fields[field]);
}

/** The URL that discovery found for the policy's URL stays. */
function authUrlFor({ authUrl }: Preset, before: CloudProfile | null): string {
  const candidates = authUrlCandidates(authUrl);
  return candidates.find((url) => url === before?.authUrl) ?? candidates[0] ?? authUrl;
}

/** A URL found below that of the policy stays. */
function dashboardUrlFor(dashboardUrl: string, before: CloudProfile | null): string {
  const found = before?.dashboardUrl;
  return found?.startsWith(dashboardUrl.endsWith('/') ? dashboardUrl : `${dashboardUrl}/`) ? found : dashboardUrl;
}

function regionsFor(
  region: string | undefined,
  regions: string[] | undefined,
  before: CloudProfile | null,
): Pick<CloudProfile, 'region' | 'regions'> {
  if (regions === undefined) return region === undefined ? {} : { region };
  // The user may have chosen one.
  const start = region ?? regions.find((name) => name === before?.region) ?? regions[0];
  const all = start === undefined || regions.includes(start) ? regions : [start, ...regions];
  return { ...(start !== undefined && { region: start }), regions: all };
}

function signInFor({ signIn: presetMethod, userDomain }: Preset, before: SignIn | undefined): SignIn {
  // An application credential may have replaced the password.
  const isReplaced = presetMethod === 'password' && before?.method === 'application_credential';
  const { method, incompleteSignIn, withUserDomain } = signInMethod(
    (isReplaced ? undefined : presetMethod) ?? before?.method ?? 'password',
  );
  const signIn = before?.method === method ? before : incompleteSignIn;
  return userDomain === undefined ? signIn : (withUserDomain?.(signIn, userDomain) ?? signIn);
}
