import type { FakeServer } from '@/tests/fake-cloud/contents';
import { escapeHtml } from '@/tests/fake-cloud/horizon/markup/escape';
import { breadcrumb } from '@/tests/fake-cloud/horizon/markup/page';
import type { RenderContext } from '@/tests/fake-cloud/horizon/render-context';
import { statusLabel } from '@/tests/fake-cloud/horizon/words';
import { rowActions } from './actions';

export type TabSlug = 'overview' | 'interfaces' | 'log' | 'console' | 'audit';

export interface DetailPage {
  rendering: RenderContext;
  panel: 'project' | 'admin';
  server: FakeServer;
  /** the requested tab, and its content where it is not the overview */
  active: TabSlug;
  content: string;
}

function header({ rendering, panel, server }: DetailPage): string {
  const { root, traits, csrfToken, words } = rendering;
  const q = traits.quote;
  const name = escapeHtml(server.name) || server.id;
  const actions = rowActions(rendering, server, panel);
  const form = (classes: string): string =>
    actions === ''
      ? ''
      : `<form class=${q}${classes}${q} action=${q}${root}${panel}/instances/${q} method="POST"><input type="hidden" name="csrfmiddlewaretoken" value="${csrfToken}">\n${actions}\n</form>`;
  const list = `<a href="${root}${panel}/instances/">${words.instances}</a>`;
  if (traits.isOld) {
    return `<div class='page-header'><ol class="breadcrumb"><li>${list}</li><li class="active">${name}</li>${form('actions_column pull-right')}</ol></div>`;
  }
  return `${breadcrumb([words.project, words.compute, list, name])}
<div class=${q}page-header detail-header${q}><div class="row">
    <div class="detail-title col-xs-12 col-sm-9"><span class="h1 word-wrap">${name}</span></div>
    <div class="detail-actions col-xs-12 col-sm-3 text-right">${form('detail-actions-form actions_column')}</div></div></div>`;
}

function overview({ rendering, server }: DetailPage): string {
  const { words, traits, language } = rendering;
  const name = escapeHtml(server.name);
  const item = (label: string, value: string): string => `<dt>${label}</dt><dd>${value}</dd>`;
  return `<div class="detail"><dl class="dl-horizontal"><dt>${words.name}</dt><dd${traits.isOld ? '' : ` data-display="${name}" class="word-wrap"`}>${name}</dd>
    ${item('ID', server.id)}${traits.isOld ? '' : item(words.projectId, server.projectId)}${item(words.status, statusLabel(language, server.status))}${item(words.zone, server.zone || '-')}
  </dl></div>`;
}

/** The detail page's content. Source: horizon/templates/horizon/common/_detail_header.html, _tab_group.html. */
export function instanceDetail(detail: DetailPage): string {
  const { rendering, panel, active, content } = detail;
  const { words, traits } = rendering;
  const slugs: TabSlug[] =
    !traits.isOld && panel === 'project'
      ? ['overview', 'interfaces', 'log', 'console', 'audit']
      : ['overview', 'log', 'console', 'audit'];
  const q = traits.quote;
  const tabs = slugs.map(
    (slug) =>
      `<li  class="${slug === active ? 'active' : ''}"><a href="?tab=instance_details__${slug}" data-toggle="tab" data-target="#instance_details__${slug}" data-loaded=${q}${slug === active || slug === 'overview'}${q}>${words[slug]}</a></li>`,
  );
  const panes = slugs.map(
    (slug) =>
      `<div id="instance_details__${slug}" class="tab-pane ${slug === active ? 'active ' : ''}detail-tabs">${slug === 'overview' ? overview(detail) : slug === active ? content : ''}</div>`,
  );
  return `${header(detail)}
<div class="row"><div class="col-sm-12"><ul id="instance_details"  class="nav nav-tabs ajax-tabs" data-sticky-tabs="sticky">${tabs.join('')}</ul>
<div class="tab-content">${panes.join('\n')}</div></div></div>`;
}
