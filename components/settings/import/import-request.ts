import { SWATCHES } from '@/components/cloud-color';
import type { CloudProfile, Remember } from '@/utils/clouds/profile';
import type { Request } from '@/utils/messaging/page-requests';
import type { PreviewRow } from './choices';

/**
 * The request that stores the chosen clouds and their secrets. A new cloud gets an unused color; an updated one keeps
 * what the file lacks.
 * @param remember for the secrets of new clouds
 */
export function importRequest(
  rows: readonly PreviewRow[],
  remember: Remember,
  stored: readonly CloudProfile[],
): Request<'importClouds'> {
  const used = stored.map(({ color }) => color);
  const freeColor = (): string => {
    const { color } =
      SWATCHES.find((swatch) => !used.includes(swatch.color)) ?? SWATCHES[used.length % SWATCHES.length] ?? SWATCHES[0];
    used.push(color);
    return color;
  };
  const clouds = rows
    .filter(({ chosen }) => chosen)
    .flatMap(({ planned: { imported, added, updated }, action }) => {
      const { secret } = imported;
      const credential = secret === undefined ? {} : { credential: secret };
      if (action === 'update' && updated !== null) {
        const { region: _, regions: __, computeUrl: ___, ...before } = updated.before;
        return [{ profile: { ...before, ...updated.after }, ...credential }];
      }
      if (added === null) return [];
      const additions = { id: crypto.randomUUID(), color: freeColor(), production: false, remember };
      return [{ profile: { ...added, ...additions }, ...credential }];
    });
  return { clouds };
}

/** The URLs of the chosen clouds. */
export function addressesOf(rows: readonly PreviewRow[]): string[] {
  return rows
    .filter(({ chosen }) => chosen)
    .flatMap(({ planned: { added, updated }, action }) => {
      const imported = action === 'update' ? updated?.after : added;
      return [imported?.authUrl, imported?.computeUrl].filter((address) => address !== undefined);
    });
}
