import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '@/utils/i18n';
import type { ServerView } from '@/utils/messaging/views';
import { rowId, ServerRows } from './server-rows';
import { blocksOf, useGrowth } from './use-growth';

interface Props {
  servers: ServerView[];
  selected: number;
  /** what the list is a view of; another one begins at the top */
  view: string;
  onOpen(server: ServerView): void;
}

/** The DOM id of the list, for the search field's `aria-controls`. */
export const LIST_ID = 'servers';

/** All servers as real options of one listbox; the focus stays in the search field. */
export function ServerList({ servers, selected, view, onOpen }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const count = useGrowth(servers.length, view, selected);
  const current = servers[selected];

  useLayoutEffect(() => {
    if (list.current !== null) list.current.scrollTop = 0;
  }, [view]);

  useLayoutEffect(() => {
    if (current === undefined) return;
    document.getElementById(rowId(current))?.scrollIntoView({ block: 'nearest' });
  }, [current?.id]);

  const open = (event: MouseEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]');
    const server = servers[Number(row?.dataset.index)];
    if (server !== undefined) onOpen(server);
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled where the focus is, in the palette
    <div
      ref={list}
      id={LIST_ID}
      class="list"
      role="listbox"
      tabIndex={0}
      aria-label={i18n.t('popup.servers')}
      aria-activedescendant={current && rowId(current)}
      onClick={open}
    >
      {blocksOf(count).map(([start, end]) => (
        <ServerRows
          key={start}
          servers={servers}
          start={start}
          end={end}
          selected={selected >= start && selected < end ? selected : -1}
        />
      ))}
    </div>
  );
}
