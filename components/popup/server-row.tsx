import { Component } from 'preact';
import { obstacleReason, statusColorOf, statusWord, taskNote } from '@/utils/explain/server-status';
import { i18n } from '@/utils/i18n';
import type { ServerView } from '@/utils/messaging/views';

interface Props {
  server: ServerView;
  /** from 0 */
  index: number;
  total: number;
  selected: boolean;
}

/** DOM id of a row. */
export function rowId(server: ServerView): string {
  return `server-${server.id}`;
}

/** One server; rendered again only after a change. */
export class ServerRow extends Component<Props> {
  override shouldComponentUpdate(next: Props): boolean {
    const { server, index, total, selected } = this.props;
    return server !== next.server || index !== next.index || total !== next.total || selected !== next.selected;
  }

  // the blanks separate name and status in plain text
  override render({ server, index, total, selected }: Props) {
    return (
      // biome-ignore lint/a11y/useFocusableInteractive: the search field keeps the focus, and refers to the option
      <div
        id={rowId(server)}
        class={server.obstacle === null ? 'row' : 'row blocked'}
        role="option"
        data-index={index}
        aria-selected={selected}
        aria-posinset={index + 1}
        aria-setsize={total}
      >
        <i class={`dot ${statusColorOf(server)}`} />
        <span class="row-name">{server.name ?? i18n.t('popup.unnamed')}</span>{' '}
        <span class="row-status">
          <b>{statusWord(server.status)}</b>
          {noteOf(server)}
        </span>{' '}
        <span class="row-meta">{server.addresses[0] ?? server.flavor ?? ''}</span>
      </div>
    );
  }
}

function noteOf({ obstacle, taskState }: ServerView): string {
  if (obstacle !== null) return ` · ${obstacleReason(obstacle)}`;
  return taskState === null ? '' : ` · ${taskNote()}`;
}
