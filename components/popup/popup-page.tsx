import '@/assets/theme.css';
import './list.css';
import './popup.css';
import { useEffect, useRef } from 'preact/hooks';
import { cloudStyle } from '@/components/cloud-color';
import { usePageApi } from '@/components/page-api';
import { i18n } from '@/utils/i18n';
import { DashboardRow } from './dashboard-row';
import { PlaceBar } from './place-bar';
import { PopupFooter } from './popup-footer';
import { PopupProblem } from './popup-problem';
import { ReopenRow } from './reopen-row';
import { Results } from './results';
import { SearchField } from './search-field';
import { moveSelection } from './selection';
import { usePopup } from './use-popup';

/** The command palette: choose a place, type a few letters, Enter. */
export function PopupPage() {
  const api = usePageApi();
  const popup = usePopup();
  const { state, matches, selected } = popup;
  const search = useRef<HTMLInputElement>(null);
  const cloud = state.clouds.find(({ profile }) => profile.id === state.place?.cloudId)?.profile;
  const working = state.loading || ['opening', 'reopening'].includes(state.progress?.kind ?? '');

  useEffect(() => search.current?.focus(), [cloud === undefined]);

  const keyDown = (event: KeyboardEvent) => {
    // an input method's own Enter and arrows choose a word, not a server
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
      const server = matches[selected];
      event.preventDefault();
      if (server !== undefined && !event.repeat) popup.open(server);
      return;
    }
    const index = event.shiftKey ? null : moveSelection(event.key, selected, matches.length);
    if (index !== null) {
      event.preventDefault();
      popup.select(index);
    } else if (event.key.length === 1) search.current?.focus();
  };

  return (
    <main class="popup" style={cloudStyle(cloud?.color ?? '#2563eb')} onKeyDown={keyDown} aria-busy={working}>
      <h1 class="unseen">{i18n.t('extension.name')}</h1>
      <div class={cloud?.production ? 'strip production' : 'strip'}>
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
              popup.choose(place);
              search.current?.focus();
            }}
          />
          <SearchField field={search} query={state.query} selected={matches[selected]} onSearch={popup.search} />
        </>
      )}
      <div class={working ? 'progress running' : 'progress'} aria-hidden="true" />
      <PopupProblem popup={popup} />
      <DashboardRow popup={popup} />
      {state.lastConsole !== null && state.query === '' && (
        <ReopenRow lastConsole={state.lastConsole} onReopen={popup.reopen} />
      )}
      <Results popup={popup} />
      <PopupFooter popup={popup} onGone={() => search.current?.focus()} />
    </main>
  );
}
