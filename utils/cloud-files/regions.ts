import type { CloudDraft } from './draft';
import type { ImportProblem } from './import-problems';
import { hasControlCharacters } from './settings';
import type { YamlMap, YamlValue } from './yaml';
import { mergeMaps } from './yaml';

interface Region {
  name: string;
  values: YamlMap;
}

/** A cloud in its first region. */
export interface CloudInRegion {
  cloud: YamlMap;
  regionFields: Pick<CloudDraft, 'region' | 'regions'>;
  problems: ImportProblem[];
}

/**
 * `regions` lists names or `{name, values}`, in old files `region_name` (a list or commas). The first is used, unless
 * `region_name` is another of them. Source: openstacksdk openstack/config/loader.py `_get_known_regions`
 */
export function applyRegion(cloud: YamlMap): CloudInRegion {
  const problems: ImportProblem[] = [];
  const regionsSetting = regionsOf(cloud.get('regions') ?? null, 'regions', problems);
  const regionNameSetting = regionsOf(
    cloud.get('region_name') ?? cloud.get('region-name') ?? null,
    'region_name',
    problems,
  );
  const all = regionsSetting.length > 0 ? regionsSetting : regionNameSetting;
  const firstRegion = all.find(({ name }) => name === regionNameSetting[0]?.name) ?? all[0];
  if (all.some((region) => region !== firstRegion && region.values.size > 0))
    problems.push({ code: 'REGION_VALUES_UNUSED', key: 'regions' });
  const names = [...new Set(all.map(({ name }) => name))];
  if (names.length > 1 && firstRegion !== undefined && firstRegion.values.size > 0)
    problems.push({ code: 'REGION_VALUES_SHARED', key: 'regions' });
  return {
    cloud: firstRegion === undefined ? cloud : mergeMaps(cloud, firstRegion.values),
    regionFields: { ...(firstRegion && { region: firstRegion.name }), ...(names.length > 1 && { regions: names }) },
    problems,
  };
}

function regionsOf(value: YamlValue, key: string, problems: ImportProblem[]): Region[] {
  if (value === null) return [];
  const items: YamlValue[] = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [value];
  const regions = items.map(regionOf);
  if (regions.includes(null)) problems.push({ code: 'VALUE_UNUSED', key });
  return regions.filter((region): region is Region => region !== null && region.name !== '');
}

function regionOf(item: YamlValue): Region | null {
  const name = item instanceof Map ? item.get('name') : item;
  if (typeof name !== 'string' || name.length > 255 || hasControlCharacters(name))
    return item === null ? unnamedRegion() : null;
  const values = item instanceof Map ? item.get('values') : undefined;
  return { name: name.trim(), values: values instanceof Map ? values : new Map() };
}

function unnamedRegion(): Region {
  return { name: '', values: new Map() };
}
