import { type PlannedCloud, planImport } from '@/utils/cloud-files/import-plan';
import type { ReadFile } from '@/utils/cloud-files/read-files';
import { readFiles } from '@/utils/cloud-files/read-files';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Source } from './read-source';

/** The user's choices that differ from the suggestion. */
export interface Decision {
  chosen?: boolean;
  action?: 'add' | 'update';
}

/** One cloud of the preview. */
export interface PreviewRow {
  /** the same while the file's entry is */
  key: string;
  planned: PlannedCloud;
  chosen: boolean;
  action: 'add' | 'update';
  selectable: boolean;
  /** nothing is suggested or chosen */
  hasNoEffect: boolean;
}

/** What a source was read as. */
export type FileRow = ReadFile & { source: Source };

/** What the sources contain, and what an import changes. */
export function readSources(
  sources: readonly Source[],
  stored: readonly CloudProfile[],
): { files: FileRow[]; planned: PlannedCloud[] } {
  const readable = sources.filter((source) => source.text !== null);
  const { files, clouds } = readFiles(readable.map(({ text }) => text ?? ''));
  const rows = sources.map((source): FileRow => {
    const file = files[readable.indexOf(source)];
    return file === undefined
      ? { kind: 'unknown', count: 0, problems: [{ code: 'TOO_LARGE' }], source }
      : { ...file, source };
  });
  return { files: rows, planned: planImport(clouds, stored) };
}

/** The preview: suggestions, replaced by the user's choices (by `key`). */
export function rowsOf(planned: readonly PlannedCloud[], decisions: ReadonlyMap<string, Decision>): PreviewRow[] {
  const occurrences = new Map<string, number>();
  return planned.map((one) => {
    const { name, draft } = one.imported;
    const content = JSON.stringify([name, draft]);
    const occurrence = occurrences.get(content) ?? 0;
    occurrences.set(content, occurrence + 1);
    const key = `${content} ${occurrence}`;
    const decision = decisions.get(key);
    const selectable = one.added !== null;
    const chosen = selectable && (decision?.chosen ?? one.suggestion !== 'nothing');
    const action = one.updated === null ? 'add' : (decision?.action ?? defaultAction(one));
    return { key, planned: one, selectable, action, chosen, hasNoEffect: one.suggestion === 'nothing' && !chosen };
  });
}

/** A cloud chosen though it changes nothing is added a second time. */
function defaultAction({ suggestion, updated, imported }: PlannedCloud): PreviewRow['action'] {
  const changes = imported.secret !== undefined || (updated?.changes.length ?? 0) > 0;
  return suggestion === 'add' || !changes ? 'add' : 'update';
}
