import type { RefObject } from 'preact';
import { i18n } from '@/utils/i18n';
import type { ServerView } from '@/utils/messaging/views';
import { LIST_ID, MORE_ID } from './server-list';
import { rowId } from './server-row';

interface Props {
  field: RefObject<HTMLInputElement | null>;
  query: string;
  /** the field keeps the focus and refers to the selected row */
  selected: ServerView | undefined;
  /** some servers have no row, and a text says how many */
  hasMore: boolean;
  onSearch(query: string): void;
}

/** Searches the servers. Screen readers hear the selected row from it. */
export function SearchField({ field, query, selected, hasMore, onSearch }: Props) {
  const label = i18n.t('popup.search');
  return (
    <div class="search">
      <svg class="search-icon" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="7" cy="7" r="4.5" />
        <path d="m10.5 10.5 3.5 3.5" />
      </svg>
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={label}
        value={query}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-controls={selected && LIST_ID}
        aria-describedby={hasMore ? MORE_ID : undefined}
        aria-activedescendant={selected && rowId(selected)}
        onInput={(event) => onSearch(event.currentTarget.value)}
      />
    </div>
  );
}
