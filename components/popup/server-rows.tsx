import { Component } from 'preact';
import { obstacleReason, statusWord, taskNote, toneOf } from '@/utils/explain/status';
import { i18n } from '@/utils/i18n';
import type { ServerView } from '@/utils/messaging/views';

interface Props {
  servers: readonly ServerView[];
  /** rows `start` to `end` (exclusive) of `servers` */
  start: number;
  end: number;
  /** index of the selected row in `servers`, or -1 where it is not among these */
  selected: number;
}

/** The DOM id of a server's row. */
export function rowId(server: ServerView): string {
  return `server-${server.id}`;
}

/** A block of rows that redraws only when one of them has changed. */
export class ServerRows extends Component<Props> {
  override shouldComponentUpdate(next: Props): boolean {
    const { servers, start, end, selected } = this.props;
    if (next.start !== start || next.end !== end || next.selected !== selected) return true;
    if (next.servers.length !== servers.length) return true;
    if (next.servers === servers) return false;
    for (let index = start; index < end; index += 1) {
      if (next.servers[index] !== servers[index]) return true;
    }
    return false;
  }

  override render({ servers, start, end, selected }: Props) {
    const rows = servers.slice(start, end);
    return (
      <div role="presentation" class="rows" style={{ '--rows': rows.length }}>
        {rows.map((server, offset) => row(server, start + offset, servers.length, start + offset === selected))}
      </div>
    );
  }
}

// A function, not a component: ten thousand rows need no instance each.
function row(server: ServerView, index: number, total: number, selected: boolean) {
  const { obstacle } = server;
  const note = obstacle !== null ? obstacleReason(obstacle) : server.taskState === null ? null : taskNote();
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the search field points at it by aria-activedescendant
    <div
      key={server.id}
      id={rowId(server)}
      role="option"
      class={obstacle === null ? 'row' : 'row blocked'}
      data-index={index}
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={index + 1}
    >
      <i class={`dot ${toneOf(server)}`} />
      <span class="row-name">{server.name ?? i18n.t('popup.unnamed')}</span>{' '}
      <span class="row-status">
        <b>{statusWord(server.status)}</b>
        {note !== null && ` · ${note}`}
      </span>{' '}
      <span class="row-meta">{server.addresses[0] ?? server.flavor}</span>
    </div>
  );
}
