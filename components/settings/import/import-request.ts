import { SWATCHES } from '@/components/cloud-color';
import type { CloudProfile, Remember } from '@/utils/clouds/profile';
import type { Request } from '@/utils/messaging/page-requests';
import type { Row } from './choices';

/**
 * What is stored when the person says so: the chosen clouds with the secrets of the file. A new one gets a colour that
 * no other has; one that is updated keeps what a file cannot tell, such as how long its secret is kept.
 * @param remember how long the secrets of new clouds are kept
 */
export function importRequest(
  rows: readonly Row[],
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
    .flatMap(({ planned: { imported, added, updated }, as }) => {
      const { secret } = imported;
      const kept = secret === undefined ? {} : { credential: secret };
      if (as === 'update' && updated !== null) {
        const { region: _, regions: __, computeUrl: ___, ...before } = updated.before;
        return [{ profile: { ...before, ...updated.told }, ...kept }];
      }
      if (added === null) return [];
      const fresh = { id: crypto.randomUUID(), color: freeColor(), production: false, remember };
      return [{ profile: { ...added, ...fresh }, ...kept }];
    });
  return { clouds };
}

/** The addresses that the chosen clouds are reached at. */
export function addressesOf(rows: readonly Row[]): string[] {
  return rows
    .filter(({ chosen }) => chosen)
    .flatMap(({ planned: { added, updated }, as }) => {
      const told = as === 'update' ? updated?.told : added;
      return [told?.authUrl, told?.computeUrl].filter((address) => address !== undefined);
    });
}
