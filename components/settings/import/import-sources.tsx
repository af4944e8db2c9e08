import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '@/utils/i18n';
import type { FileRow } from './choices';
import { problemWords } from './problem-words';
import { MAX_FILES, readSource, type Source } from './read-source';

const PASTED_ID = 'pasted';
const TYPING_PAUSE_MS = 250;

interface Props {
  files: FileRow[];
  onChange(change: (before: Source[]) => Source[]): void;
}

/** Takes chosen, dropped and pasted files; lists what each was read as. */
export function ImportSources({ files, onChange }: Props) {
  const [tooMany, setTooMany] = useState(false);
  const add = (list: FileList | null | undefined) => {
    const chosen = [...(list ?? [])];
    setTooMany(chosen.length > MAX_FILES);
    void Promise.all(chosen.slice(0, MAX_FILES).map(readSource)).then((read) =>
      onChange((before) => [...before, ...read].slice(0, MAX_FILES)),
    );
  };
  return (
    <div class="sources">
      <FileInput add={add} />
      <PasteField
        onPaste={(text) => {
          const source = { id: PASTED_ID, name: null, text };
          onChange((before) => [
            ...before.filter(({ id }) => id !== PASTED_ID),
            ...(text.trim() === '' ? [] : [source]),
          ]);
        }}
      />
      {tooMany && <p class="warning">{i18n.t('settings.import.tooManyFiles', { count: MAX_FILES })}</p>}
      {files.length > 0 && (
        <ul class="files" aria-label={i18n.t('settings.import.files')}>
          {files.map((file) => (
            <FileItem
              key={file.source.id}
              file={file}
              onRemove={() => onChange((before) => before.filter(({ id }) => id !== file.source.id))}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function FileInput({ add }: { add(list: FileList | null | undefined): void }) {
  const over = useDrop(add);
  return (
    <label class={over ? 'drop over' : 'drop'}>
      <input
        type="file"
        multiple
        onChange={({ currentTarget }) => {
          add(currentTarget.files);
          currentTarget.value = '';
        }}
      />
      <span>{i18n.t('settings.import.drop')}</span>
      <span class="hint" aria-hidden="true">
        clouds.yaml · secure.yaml · openrc.sh
      </span>
    </label>
  );
}

/** Takes files dropped anywhere: the browser would open them. @returns whether one is dragged over the page */
function useDrop(add: (list: FileList | null | undefined) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(add);
  latest.current = add;
  useEffect(() => {
    const drag = (event: DragEvent) => {
      event.preventDefault();
      setOver(event.type === 'dragover');
      if (event.type === 'drop') latest.current(event.dataTransfer?.files);
    };
    const kinds = ['dragover', 'dragleave', 'drop'] as const;
    for (const kind of kinds) addEventListener(kind, drag);
    return () => {
      for (const kind of kinds) removeEventListener(kind, drag);
    };
  }, []);
  return over;
}

function PasteField({ onPaste }: { onPaste(text: string): void }) {
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  return (
    <div class="field">
      <label for="import-paste">{i18n.t('settings.import.paste')}</label>
      <textarea
        id="import-paste"
        rows={3}
        spellcheck={false}
        autocomplete="off"
        placeholder={'clouds:\n  …'}
        onInput={({ currentTarget: { value } }) => {
          clearTimeout(pause.current);
          pause.current = setTimeout(() => onPaste(value), TYPING_PAUSE_MS);
        }}
      />
    </div>
  );
}

function FileItem({ file: { source, kind, count, problems }, onRemove }: { file: FileRow; onRemove(): void }) {
  const name = source.name ?? i18n.t('settings.import.pasted');
  return (
    <li>
      <span class="file">
        <b>{name}</b>{' '}
        <span class="hint">
          {kind === 'clouds' || kind === 'secrets'
            ? i18n.t(`settings.import.kind.${kind}`, count)
            : i18n.t(`settings.import.kind.${kind}`)}
        </span>
        {problems.map((problem) => (
          <span key={problem.code} class={kind === 'unknown' ? 'note bad' : 'note warn'}>
            {problemWords(problem)}
          </span>
        ))}
      </span>
      {source.name !== null && (
        <button
          type="button"
          class="button quiet icon"
          aria-label={i18n.t('settings.import.removeFile', { file: name })}
          onClick={onRemove}
        >
          <span aria-hidden="true">×</span>
        </button>
      )}
    </li>
  );
}
