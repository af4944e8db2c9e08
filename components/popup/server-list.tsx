import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '@/utils/i18n';
import type { ServerView } from '@/utils/messaging/views';
import { rowId, ServerRow } from './server-row';

interface Props {
  servers: ServerView[];
  total: number;
  selected: number;
  /** place and query; another value scrolls to the top */
  scrollKey: string;
  onOpen(server: ServerView): void;
}

export const LIST_ID = 'servers';
export const MORE_ID = 'more-servers';

/** A listbox; the focus stays in the search field. */
export function ServerList({ servers, total, selected, scrollKey, onOpen }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const current = servers[selected];

  useLayoutEffect(() => {
    if (list.current !== null) list.current.scrollTop = 0;
  }, [scrollKey]);

  useLayoutEffect(() => {
    if (current !== undefined) list.current?.children[selected]?.scrollIntoView({ block: 'nearest' });
  }, [current?.id]);

  const open = (event: MouseEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]');
    const server = servers[Number(row?.dataset.index)];
    if (server !== undefined) onOpen(server);
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the page handles the keys, wherever the focus is
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
      {/* No keys: changing a row is cheaper than moving it. */}
      {servers.map((server, index) => (
        <ServerRow server={server} index={index} total={total} selected={index === selected} />
      ))}
    </div>
  );
}

/** Where the cloud did not end its list. */
export function PartialList({ count }: { count: number }) {
  return <p class="more">{i18n.t('popup.partial', count)}</p>;
}

/** Says how many matches have no row. */
export function MoreServers({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p id={MORE_ID} class="more">
      {i18n.t('popup.more', count)}
    </p>
  );
}
