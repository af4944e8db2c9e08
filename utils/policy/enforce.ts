import type { CloudProfile } from '@/utils/clouds/profile';
import type { PresetField } from '@/utils/messaging/views';
import { authUrlCandidates } from '@/utils/openstack/identity/auth-url';
import type { SignIn } from '@/utils/sign-in/methods';
import { presetId } from './parse-policy';
import type { Preset } from './schema';

/** A cloud of an administrator that the person has not touched yet. */
const BLANK = { color: '#2563eb', production: false, interface: 'public', remember: 'session' } as const;

/**
 * The profile with all that the administrator has set; what they left open is the person's.
 *
 * @param before the profile as it is stored or about to be; null: there is none yet. One that is as it should be is
 *   returned as it is.
 */
export function enforce(preset: Preset, before: CloudProfile | null): CloudProfile {
  const { name, dashboardUrl, color, production, region, regions, computeUrl } = preset;
  return {
    ...(before ?? { ...BLANK, id: presetId(preset) }),
    name,
    authUrl: authUrlFor(preset, before),
    ...(dashboardUrl !== undefined && { dashboardUrl: dashboardFor(dashboardUrl, before) }),
    ...(color !== undefined && { color }),
    ...(production !== undefined && { production }),
    ...(preset.interface !== undefined && { interface: preset.interface }),
    ...regionsFor(region, regions, before),
    ...(computeUrl !== undefined && { computeUrl }),
    signIn: signInFor(preset, before?.signIn),
  };
}

/** @returns the fields of the form that the person cannot change. */
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

/** The stored form may be the one that discovery found. */
function authUrlFor({ authUrl }: Preset, before: CloudProfile | null): string {
  const candidates = authUrlCandidates(authUrl);
  return candidates.find((url) => url === before?.authUrl) ?? candidates[0] ?? authUrl;
}

/** The stored form may be where the dashboard was found, below the address that was given. */
function dashboardFor(dashboardUrl: string, before: CloudProfile | null): string {
  const found = before?.dashboardUrl;
  return found?.startsWith(dashboardUrl.endsWith('/') ? dashboardUrl : `${dashboardUrl}/`) ? found : dashboardUrl;
}

function regionsFor(
  region: string | undefined,
  regions: string[] | undefined,
  before: CloudProfile | null,
): Pick<CloudProfile, 'region' | 'regions'> {
  if (regions === undefined) return region === undefined ? {} : { region };
  // Within what is offered the person chooses where to start.
  const start = region ?? regions.find((name) => name === before?.region) ?? regions[0];
  const all = start === undefined || regions.includes(start) ? regions : [start, ...regions];
  return { ...(start !== undefined && { region: start }), regions: all };
}

function signInFor({ signIn: method, userDomain }: Preset, before: SignIn | undefined): SignIn {
  // An application credential is what a password may have been traded for.
  const traded = method === 'password' && before?.method === 'application_credential';
  const wanted = traded ? 'application_credential' : (method ?? before?.method ?? 'password');
  const way = before?.method === wanted ? before : blankSignIn(wanted);
  // An id says already which domain its user is of.
  if (userDomain === undefined || way.method !== 'password' || 'id' in way.user) return way;
  return { ...way, user: { name: way.user.name, domain: { name: userDomain } } };
}

/** Empty names stand for what the person has yet to tell. */
function blankSignIn(method: SignIn['method']): SignIn {
  if (method === 'application_credential') return { method, id: '' };
  if (method === 'token' || method === 'horizon_session') return { method };
  return { method, user: { name: '', domain: { name: 'Default' } } };
}
