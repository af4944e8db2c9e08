import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '@/utils/i18n';
import type { FileRow } from './choices';
import { problemWords } from './problem-words';
import { MAX_FILES, readSource, type Source } from './read-source';

const PASTED = 'pasted';
/** Typing is not read at each key. */
const PAUSE_MS = 250;

interface Props {
  files: FileRow[];
  onChange(change: (before: Source[]) => Source[]): void;
}

/** Where clouds come from: files that are dropped or chosen, and text that is pasted. */
export function ImportSources({ files, onChange }: Props) {
  const [over, setOver] = useState(false);
  const [tooMany, setTooMany] = useState(false);
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const add = (list: FileList | null | undefined) => {
    const chosen = [...(list ?? [])];
    setTooMany(chosen.length > MAX_FILES);
    void Promise.all(chosen.slice(0, MAX_FILES).map(readSource)).then((read) =>
      onChange((before) => [...before, ...read].slice(0, MAX_FILES)),
    );
  };
  const adding = useRef(add);
  adding.current = add;

  // A file that falls beside the frame must not make the browser leave this page.
  useEffect(() => {
    const drag = (event: DragEvent) => {
      event.preventDefault();
      setOver(event.type === 'dragover');
      if (event.type === 'drop') adding.current(event.dataTransfer?.files);
    };
    const kinds = ['dragover', 'dragleave', 'drop'] as const;
    for (const kind of kinds) addEventListener(kind, drag);
    return () => {
      clearTimeout(pause.current);
      for (const kind of kinds) removeEventListener(kind, drag);
    };
  }, []);

  const paste = (text: string) => {
    clearTimeout(pause.current);
    pause.current = setTimeout(() => {
      const source = { id: PASTED, name: null, text };
      onChange((before) => [...before.filter(({ id }) => id !== PASTED), ...(text.trim() === '' ? [] : [source])]);
    }, PAUSE_MS);
  };

  return (
    <div class="sources">
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
      <div class="field">
        <label for="import-paste">{i18n.t('settings.import.paste')}</label>
        <textarea
          id="import-paste"
          rows={3}
          spellcheck={false}
          autocomplete="off"
          placeholder={'clouds:\n  …'}
          onInput={(event) => paste(event.currentTarget.value)}
        />
      </div>
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
