import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '@/utils/i18n';
import type { ServerView } from '@/utils/messaging/views';
import { rowId } from './row-element';
import { ServerRows } from './server-rows';
import { type Block, blocksOf, useGrowth } from './use-growth';

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
  const { count, kept } = useGrowth(servers.length, view, selected);
  const current = servers[selected];
  const blocks: (Block | null)[] = blocksOf(count);
  while (blocks.length < kept) blocks.push(null);

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
      hidden={servers.length === 0}
      role="listbox"
      tabIndex={0}
      aria-label={i18n.t('popup.servers')}
      aria-activedescendant={current && rowId(current)}
      onClick={open}
    >
      {blocks.map((block, number) => (
        <ServerRows key={number} servers={servers} block={block} selected={within(block, selected) ? selected : -1} />
      ))}
    </div>
  );
}

function within(block: Block | null, index: number): boolean {
  return block !== null && index >= block[0] && index < block[1];
}
