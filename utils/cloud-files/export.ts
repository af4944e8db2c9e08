import { Document, Scalar } from 'yaml';
import type { CloudProfile } from '@/utils/clouds/profile';
import { type Credential, signInMethod } from '@/utils/sign-in/methods';

/** A cloud to write into a clouds.yaml. */
export interface ExportedCloud {
  profile: CloudProfile;
  credential?: Credential;
}

/** Whether a clouds.yaml can express the sign-in method. */
export function isExportable({ signIn }: CloudProfile): boolean {
  return signInMethod(signIn.method).fileFormat !== null;
}

/**
 * A clouds.yaml (https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html) of those that are
 * exportable; equal names get a number. Texts are in double quotes: none is read as a number.
 */
export function exportClouds(clouds: readonly ExportedCloud[]): string {
  const named = new Map<string, object>();
  for (const cloud of clouds)
    if (isExportable(cloud.profile)) named.set(freeName(cloud.profile.name, named), entryOf(cloud));
  // A name may be `<<` or `no`.
  const entries = [...named].map(([name, entry]): [Scalar, object] => [quoted(name), entry]);
  const document = new Document({ clouds: new Map(entries) });
  return document.toString({ defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });
}

function quoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

function entryOf({ profile, credential }: ExportedCloud): object {
  const { authUrl, signIn, region, regions, computeUrl } = profile;
  const listsRegions = regions !== undefined && regions.length > 0;
  const { fileFormat } = signInMethod(signIn.method);
  const written = fileFormat?.signInSettings(signIn);
  return {
    ...written?.entry,
    auth: { auth_url: authUrl, ...written?.auth, ...(credential && fileFormat?.secretSettings(credential)) },
    ...(listsRegions && { regions }),
    ...(region !== undefined && region !== (listsRegions ? regions[0] : undefined) && { region_name: region }),
    interface: profile.interface,
    ...(computeUrl !== undefined && { compute_endpoint_override: computeUrl }),
    identity_api_version: 3,
  };
}

function freeName(preferred: string, takenNames: ReadonlyMap<string, unknown>): string {
  if (!takenNames.has(preferred)) return preferred;
  for (let number = 2; ; number += 1) if (!takenNames.has(`${preferred} ${number}`)) return `${preferred} ${number}`;
}
