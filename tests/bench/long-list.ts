import type { FakeCloud } from '@/tests/fake-cloud';
import { recordedPage } from '@/tests/fixtures/horizon/recorded';

export interface LongList {
  html: string;
  /** how many of its servers have no console */
  off: number;
}

/**
 * Repeats the rows of a recorded list, each with its own id. The cloud gets a server that is shut off for each
 * row that offers no console.
 */
export function longList({ contents, server }: FakeCloud, count: number): LongList {
  const page = recordedPage('instances');
  const start = page.indexOf('<tr', page.indexOf('<tbody>'));
  const end = page.indexOf('</tbody>');
  const rows = page.slice(start, end).split(/(?=<tr class="[^"]*" data-display=)/);
  const shutOff = server('build-runner-7');
  let off = 0;
  const many = Array.from({ length: count }, (_, index) => {
    const row = rows[index % rows.length] ?? '';
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    if (!row.includes('__action_console')) {
      contents.servers.push({ ...shutOff, id });
      off += 1;
    }
    return row.replaceAll(/data-object-id="([^"]+)"/.exec(row)?.[1] ?? '', id);
  });
  return { html: page.slice(0, start) + many.join('') + page.slice(end), off };
}
