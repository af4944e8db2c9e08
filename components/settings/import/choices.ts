import type { CloudProfile } from '@/utils/clouds/profile';
import { type PlannedCloud, planImport } from '@/utils/imports/plan';
import type { ReadFile } from '@/utils/imports/read-files';
import { readFiles } from '@/utils/imports/read-files';
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
  /** there is something to choose */
  open: boolean;
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
    const open = one.added !== null && one.suggestion !== 'nothing';
    const as = one.updated === null ? 'add' : (decision?.as ?? (one.suggestion === 'add' ? 'add' : 'update'));
    return { key, planned: one, open, as, chosen: open && (decision?.chosen ?? true) };
  });
}
