import type { FakeServer } from '@/tests/fake-cloud/contents';
import { breadcrumb } from '@/tests/fake-cloud/horizon/markup/page';
import type { RenderContext } from '@/tests/fake-cloud/horizon/render-context';
import { fillIn } from '@/tests/fake-cloud/horizon/words';
import { instanceRow } from './row';

export interface ListPage {
  rendering: RenderContext;
  panel: 'project' | 'admin';
  page: ServerPage;
  projectName(server: FakeServer): string;
}

function heads({ rendering: { words }, panel }: ListPage): string[] {
  const sortable = (label: string, extraClass = ''): string =>
    `<th  class="sortable ${extraClass}normal_column">\n            ${label}\n          </th>`;
  const plain = (label: string): string => `<th  class="normal_column">\n            ${label}\n          </th>`;
  const isAdmin = panel === 'admin';
  return [
    '<th  class="multi_select_column"></th>',
    ...(isAdmin ? [sortable(words.project), sortable(words.host, 'word-break ')] : []),
    sortable(isAdmin ? words.name : words.instanceName, 'anchor word-break '),
    sortable(words.imageName, 'word-break '),
    sortable(words.ipAddress),
    plain(words.flavor),
    ...(isAdmin ? [] : [sortable(words.keyPair)]),
    sortable(words.status),
    plain(''),
    ...(isAdmin ? [] : [sortable(words.zone)]),
    sortable(words.task),
    sortable(words.powerState),
    sortable(words.age),
    `<th  class="actions_column">\n            ${words.actions}\n          </th>`,
  ];
}

function pager({ rendering: { words, traits }, page }: ListPage, columns: number): string {
  const { servers, hasMore } = page;
  const hasPrevious = page.hasPrevious && !traits.isOld;
  return `<tr><td colspan="${columns}"><span class="table_count">${fillIn(words.count, servers.length)}</span>${hasPrevious || hasMore ? '<span class="spacer">|</span>' : ''}
${hasPrevious ? `<a href="?prev_marker=${servers[0]?.id}">${words.prev}</a>` : ''}${hasMore ? `<a href="?marker=${servers.at(-1)?.id}">${words.next}</a>` : ''}</td></tr>`;
}

function tableActions({ root, words }: RenderContext): string {
  return `<div class="table_actions clearfix"><div class="table_search"><select name="instances__filter__q_field"><option value="name">${words.instanceName} =</option></select><input class="form-control" value="" type="text" name="instances__filter__q" /><button type="submit" class="btn btn-default " id="instances__action_filter">${words.filter}</button></div>
<a id="instances__action_launch-ng" class="btn data-table-action btn-default btn-launch" href="javascript:void(0);" ng-click="modal.openLaunchInstanceWizard({ successUrl: &#x27;${root}project/instances/&#x27; })"> ${words.launch}</a>
<button data-batch-action="true" id="instances__action_delete" class="data-table-action btn-danger btn" name="action" type="submit" value="instances__delete"> ${words.deleteInstances}</button></div>`;
}

/** The whole list. Source: horizon/templates/horizon/common/_data_table.html. */
export function instancesTable(list: ListPage): string {
  const { rendering, panel, page, projectName } = list;
  const { words, traits, csrfToken, root } = rendering;
  const q = traits.quote;
  const columns = heads(list);
  const rows = page.servers.map((server) =>
    instanceRow({ rendering, panel, projectName: projectName(server), marker: page.marker }, server),
  );
  const foot = rows.length > 0 ? pager(list, columns.length) : '';
  return `${breadcrumb([panel === 'admin' ? words.admin : words.project, words.compute, words.instances])}
<div class=${q}page-header${q}><h1>${words.instances}</h1></div>
<div class="table_wrapper"><form action="${root}${panel}/instances/" method="POST"><input type="hidden" name="csrfmiddlewaretoken" value="${csrfToken}">
<table id="instances" class="table table-striped datatable "><caption><span class="table-title">${words.instances}</span>${tableActions(rendering)}</caption><thead>
${traits.isOld ? '' : foot}
<tr class="table_column_header">${columns.join('')}</tr>
</thead><tbody>
${rows.join('\n') || `<tr class="odd empty"><td colspan="${columns.length}">${words.nothing}</td></tr>`}
</tbody>${foot === '' ? '' : `<tfoot>${foot}</tfoot>`}</table></form></div>`;
}

export interface ServerPage {
  servers: FakeServer[];
  hasPrevious: boolean;
  hasMore: boolean;
  /** the query of this page: `marker=…`, `prev_marker=…` or nothing */
  marker: string;
}

/**
 * One page of the list. Undefined: the marker names no server, which Nova refuses.
 * Source: openstack_dashboard/api/nova.py `server_list_paged`, horizon/tables/views.py `PagedTableMixin`.
 */
export function pageOf(servers: FakeServer[], query: URLSearchParams, size: number): ServerPage | undefined {
  const forward = query.get('marker');
  const back = query.get('prev_marker');
  const position = servers.findIndex((server) => server.id === (back ?? forward));
  if ((forward !== null || back !== null) && position < 0) return undefined;
  if (back !== null) {
    const from = Math.max(0, position - size);
    return {
      servers: servers.slice(from, position),
      hasPrevious: from > 0,
      hasMore: true,
      marker: `prev_marker=${back}`,
    };
  }
  const from = position + 1;
  return {
    servers: servers.slice(from, from + size),
    hasPrevious: forward !== null,
    hasMore: servers.length > from + size,
    marker: forward === null ? '' : `marker=${forward}`,
  };
}
