import '@/assets/theme.css';
import './list.css';
import './popup.css';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { cloudStyle } from '@/components/cloud-color';
import { usePageApi } from '@/components/page-api';
import { i18n } from '@/utils/i18n';
import { CurrentDashboardRow } from './current-dashboard-row';
import { PlaceBar } from './place-bar';
import { PopupFooter } from './popup-footer';
import { PopupProblem } from './popup-problem';
import { ReopenRow } from './reopen-row';
import { Results } from './results';
import { SearchField } from './search-field';
import { moveSelection } from './selection';
import { type Popup, usePopup } from './use-popup';

/** The popup. Its search field takes the focus once a cloud is known. */
export function PopupPage() {
  const popup = usePopup();
  const { state, shownMatches, selected } = popup;
  const search = useRef<HTMLInputElement>(null);
  const cloud = state.clouds.find(({ profile }) => profile.id === state.place?.cloudId)?.profile;
  const working = state.loading || ['opening', 'reopening'].includes(state.progress?.kind ?? '');
  const handleKey = useKeys(popup, search);

  useEffect(() => search.current?.focus(), [cloud === undefined]);

  return (
    <main class="popup" style={cloudStyle(cloud?.color ?? '#2563eb')} onKeyDown={handleKey} aria-busy={working}>
      <h1 class="visually-hidden">{i18n.t('extension.name')}</h1>
      <div class={cloud?.production ? 'cloud-color-bar production' : 'cloud-color-bar'}>
        {cloud?.production && <span>{`${i18n.t('popup.production')} · ${cloud.name}`}</span>}
      </div>
      {state.place !== null && cloud !== undefined && (
        <>
          <PlaceBar
            clouds={state.clouds}
            place={state.place}
            projects={state.projects}
            regions={state.regions}
            onChoose={(place) => {
              popup.choosePlace(place);
              search.current?.focus();
            }}
          />
          <SearchField
            field={search}
            query={state.query}
            selected={shownMatches[selected]}
            hasMore={popup.unshownCount > 0}
            onSearch={popup.search}
          />
        </>
      )}
      <div class={working ? 'progress running' : 'progress'} aria-hidden="true" />
      <PopupProblem popup={popup} />
      <CurrentDashboardRow popup={popup} />
      {state.lastConsole !== null && state.query === '' && (
        <ReopenRow lastConsole={state.lastConsole} onReopen={popup.reopen} />
      )}
      <Results popup={popup} />
      <PopupFooter popup={popup} onFocusLost={() => search.current?.focus()} />
    </main>
  );
}

/** Arrows select, Enter opens, Escape clears the search or closes, letters go to the search field. */
function useKeys(popup: Popup, search: RefObject<HTMLInputElement | null>): (event: KeyboardEvent) => void {
  const api = usePageApi();
  const { state, shownMatches, selected } = popup;
  return (event) => {
    // an input method's Enter and arrows choose a word
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.target as HTMLElement;
    if (event.key === 'Escape') {
      event.preventDefault();
      if (state.query === '') api.close();
      else popup.search('');
      return;
    }
    if (!target.matches('[role=listbox], input')) return;
    if (event.key === 'Enter') {
      const server = shownMatches[selected];
      event.preventDefault();
      if (server !== undefined && !event.repeat) popup.open(server);
      return;
    }
    const index = event.shiftKey ? null : moveSelection(event.key, selected, shownMatches.length);
    if (index !== null) {
      event.preventDefault();
      popup.selectRow(index);
    } else if (event.key.length === 1) search.current?.focus();
  };
}
