import { usePageApi } from '@/components/page-api';
import { i18n } from '@/utils/i18n';
import { EmptyState } from './empty-state';
import { MoreServers, PartialList, ServerList } from './server-list';
import type { Popup } from './use-popup';

/** The matching servers, why there are none, or placeholder rows until the first list. */
export function Results({ popup }: { popup: Popup }) {
  const api = usePageApi();
  const { state, shownMatches, selected } = popup;

  if (state.hasSnapshot && state.clouds.length === 0) {
    return (
      <EmptyState
        title={i18n.t('empty.noCloud.title')}
        text={i18n.t('empty.noCloud.text')}
        button={{ label: i18n.t('popup.addCloud'), onClick: () => void api.openSettings('new') }}
      />
    );
  }
  const list = state.servers;
  if (list === null) {
    if (state.error?.problem.code === 'NO_PROJECTS') {
      return <EmptyState title={i18n.t('empty.noProjects.title')} text={i18n.t('empty.noProjects.text')} />;
    }
    return state.error === null ? <Skeleton /> : null;
  }
  if (list.servers.length === 0) {
    return <EmptyState title={i18n.t('empty.noServers.title')} text={i18n.t('empty.noServers.text')} />;
  }
  const { cloudId, projectId, region } = list;
  return (
    <>
      {shownMatches.length === 0 && (
        <EmptyState
          title={i18n.t('empty.noMatch.title')}
          text={i18n.t('empty.noMatch.text')}
          button={{ label: i18n.t('empty.noMatch.button'), onClick: () => popup.search('') }}
        />
      )}
      <ServerList
        servers={shownMatches}
        total={popup.matchCount}
        selected={selected}
        scrollKey={[cloudId, projectId, region, state.query].join('\n')}
        onOpen={popup.open}
      />
      <MoreServers count={popup.unshownCount} />
      {list.isPartial && <PartialList count={list.servers.length} />}
    </>
  );
}

function Skeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      {[62, 44, 71, 53, 38, 66].map((width) => (
        <div key={width} class="skeleton-row">
          <i />
          <b style={{ width: `${width * 2}px` }} />
        </div>
      ))}
    </div>
  );
}
