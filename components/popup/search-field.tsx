import type { RefObject } from 'preact';
import { i18n } from '@/utils/i18n';
import type { ServerView } from '@/utils/messaging/views';
import { LIST_ID, MORE_ID } from './server-list';
import { rowId } from './server-row';

interface Props {
  field: RefObject<HTMLInputElement | null>;
  query: string;
  selected: ServerView | undefined;
  hasMore: boolean;
  onSearch(query: string): void;
}

/** Keeps the focus; screen readers read the selected row. */
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
