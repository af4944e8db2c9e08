import { Component, createRef } from 'preact';
import type { ServerView } from '@/utils/messaging/views';
import { createRow, fillRow } from './row-element';
import type { Block } from './use-growth';

/** px, as list.css has it. */
const ROW_HEIGHT = 44;

interface Props {
  servers: readonly ServerView[];
  /** which rows of `servers`; null: none now, the rows there are stay hidden until they are wanted or taken out */
  block: Block | null;
  /** index of the selected row in `servers`, or -1 where it is not among these */
  selected: number;
}

/**
 * A block of rows that is painted anew only when one of them has changed. The rows are plain elements: ten thousand
 * of them need no component each.
 */
export class ServerRows extends Component<Props> {
  private readonly host = createRef<HTMLDivElement>();

  override shouldComponentUpdate(next: Props): boolean {
    const { servers, block, selected } = this.props;
    if (next.block === null) return block !== null;
    const [start, end] = next.block;
    if (block?.[0] !== start || block[1] !== end || next.selected !== selected) return true;
    if (next.servers.length !== servers.length) return true;
    if (next.servers === servers) return false;
    for (let index = start; index < end; index += 1) {
      if (next.servers[index] !== servers[index]) return true;
    }
    return false;
  }

  override componentDidMount(): void {
    this.paint();
  }

  override componentDidUpdate(): void {
    this.paint();
  }

  private paint(): void {
    const host = this.host.current;
    const { servers, block, selected } = this.props;
    if (host === null || block === null) return;
    const [start, end] = block;
    for (let index = start; index < end; index += 1) {
      const server = servers[index];
      if (server === undefined) break;
      const row = host.children[index - start] ?? host.appendChild(createRow());
      fillRow(row, { server, index, total: servers.length, selected: index === selected });
    }
    while (host.children.length > end - start) host.lastElementChild?.remove();
  }

  override render({ block }: Props) {
    // Not a custom property: all rows would inherit it, and a change of it would cost the styles of all of them.
    const containIntrinsicHeight = block === null ? null : `auto ${(block[1] - block[0]) * ROW_HEIGHT}px`;
    return (
      <div
        ref={this.host}
        role="presentation"
        class="rows"
        hidden={block === null}
        style={{ containIntrinsicHeight }}
      />
    );
  }
}
