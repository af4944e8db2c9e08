import type { CloudDraft } from './draft';
import type { ImportProblem } from './import-problems';
import { hasControlCharacters } from './settings';
import type { Fields, Value } from './yaml';
import { mergeFields } from './yaml';

interface Region {
  name: string;
  values: Fields;
}

/** The settings of a cloud in its first region. */
export interface RegionApplied {
  /** with the values of the first region to use */
  cloud: Fields;
  regionFields: Pick<CloudDraft, 'region' | 'regions'>;
  problems: ImportProblem[];
}

/**
 * `regions` lists names or `{name, values}`; old files have one, a list or commas in `region_name`. The first is used,
 * unless `region_name` is another of them. Source: openstacksdk openstack/config/loader.py `_get_known_regions`
 */
export function applyRegion(cloud: Fields): RegionApplied {
  const problems: ImportProblem[] = [];
  const listed = regionsOf(cloud.get('regions') ?? null, 'regions', problems);
  const named = regionsOf(cloud.get('region_name') ?? cloud.get('region-name') ?? null, 'region_name', problems);
  const all = listed.length > 0 ? listed : named;
  const start = all.find(({ name }) => name === named[0]?.name) ?? all[0];
  if (all.some((region) => region !== start && region.values.size > 0))
    problems.push({ code: 'REGION_VALUES_UNUSED', key: 'regions' });
  const names = [...new Set(all.map(({ name }) => name))];
  if (names.length > 1 && start !== undefined && start.values.size > 0)
    problems.push({ code: 'REGION_VALUES_SHARED', key: 'regions' });
  return {
    cloud: start === undefined ? cloud : mergeFields(cloud, start.values),
    regionFields: { ...(start && { region: start.name }), ...(names.length > 1 && { regions: names }) },
    problems,
  };
}

function regionsOf(value: Value, key: string, problems: ImportProblem[]): Region[] {
  if (value === null) return [];
  const items: Value[] = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [value];
  const regions = items.map(regionOf);
  if (regions.includes(null)) problems.push({ code: 'VALUE_UNUSED', key });
  return regions.filter((region): region is Region => region !== null && region.name !== '');
}

function regionOf(item: Value): Region | null {
  const name = item instanceof Map ? item.get('name') : item;
  if (typeof name !== 'string' || name.length > 255 || hasControlCharacters(name))
    return item === null ? blank() : null;
  const values = item instanceof Map ? item.get('values') : undefined;
  return { name: name.trim(), values: values instanceof Map ? values : new Map() };
}

function blank(): Region {
  return { name: '', values: new Map() };
}
