import { type PlannedCloud, planImport } from '@/utils/cloud-files/import-plan';
import type { ReadFile } from '@/utils/cloud-files/read-files';
import { readFiles } from '@/utils/cloud-files/read-files';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Source } from './read-source';

/** What the person decided about one cloud, where that differs from what was suggested. */
export interface Decision {
  chosen?: boolean;
  as?: 'add' | 'update';
}

/** One cloud of the preview. */
export interface Row {
  /** the same for as long as the file says the same */
  key: string;
  planned: PlannedCloud;
  chosen: boolean;
  as: 'add' | 'update';
  /** it can be chosen */
  open: boolean;
  /** left as it is, since there is most likely nothing to do */
  idle: boolean;
}

export type FileRow = ReadFile & { source: Source };

/** Everything that the sources hold, and what taking it over would do. */
export function readSources(
  sources: readonly Source[],
  stored: readonly CloudProfile[],
): { files: FileRow[]; planned: PlannedCloud[] } {
  const small = sources.filter((source) => source.text !== null);
  const { files, clouds } = readFiles(small.map(({ text }) => text ?? ''));
  const rows = sources.map((source): FileRow => {
    const file = files[small.indexOf(source)];
    return file === undefined
      ? { kind: 'unknown', count: 0, problems: [{ code: 'TOO_LARGE' }], source }
      : { ...file, source };
  });
  return { files: rows, planned: planImport(clouds, stored) };
}

/** The rows of the preview: what was suggested, changed by what the person decided. */
export function rowsOf(planned: readonly PlannedCloud[], decisions: ReadonlyMap<string, Decision>): Row[] {
  const seen = new Map<string, number>();
  return planned.map((one) => {
    const { name, draft } = one.imported;
    const same = JSON.stringify([name, draft]);
    const times = seen.get(same) ?? 0;
    seen.set(same, times + 1);
    const key = `${same} ${times}`;
    const decision = decisions.get(key);
    const open = one.added !== null;
    const chosen = open && (decision?.chosen ?? one.suggestion !== 'nothing');
    const as = one.updated === null ? 'add' : (decision?.as ?? likely(one));
    return { key, planned: one, open, as, chosen, idle: one.suggestion === 'nothing' && !chosen };
  });
}

/** Whoever takes a cloud all the same that would change nothing wants another one. */
function likely({ suggestion, updated, imported }: PlannedCloud): Row['as'] {
  const changes = imported.secret !== undefined || (updated?.changes.length ?? 0) > 0;
  return suggestion === 'add' || !changes ? 'add' : 'update';
}
