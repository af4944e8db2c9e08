import type { FakeServer, ServerStatus } from '@/tests/fake-cloud/contents';
import { escapeHtml } from '@/tests/fake-cloud/horizon/markup/escape';
import type { Release } from '@/tests/fake-cloud/horizon/release';
import type { RenderContext } from '@/tests/fake-cloud/horizon/render-context';
import { fillIn, statusLabel } from '@/tests/fake-cloud/horizon/words';
import { statesOf } from '@/tests/fake-cloud/nova/render-server';
import { rowActions } from './actions';

/** What a row depends on, apart from its server. */
export interface RowPlace {
  rendering: RenderContext;
  panel: 'project' | 'admin';
  /** name of the server's project, for the admin's list */
  projectName: string;
  /** `marker=…` or `prev_marker=…` of its page; empty on the first */
  marker: string;
}

/** Path of a server's own page. Source: tables.py `get_server_detail_link`. */
export function detailPath({ rendering, panel, marker }: RowPlace, id: string): string {
  const path = `${rendering.root}${panel}/instances/${id}/${panel === 'admin' ? 'detail' : ''}`;
  return marker !== '' && !rendering.traits.isOld ? `${path}?${marker}` : path;
}

function flavorCell(server: FakeServer): string {
  const { id, name, vcpus, ram, disk } = server.flavor;
  const anchor = `flavor_details_${server.id}`;
  return `<td class="normal_column"><a href="#" id="${anchor}" class="link-popover" rel="popover" tabindex="0" data-trigger="focus" data-content="
<table class='table table-bordered'><tr><th>ID</th><td>${id}</td></tr><tr><th>VCPUs</th><td>${vcpus}</td></tr><tr><th>RAM</th><td>${ram}MB</td></tr><tr><th>Size</th><td>${disk}GB</td></tr></table>
" data-original-title="<span class='word-wrap'>Flavor Details: ${escapeHtml(name)}</span>">${escapeHtml(name)}</a></td>`;
}

function powerLabel({ words }: RenderContext, server: FakeServer): string {
  const { powerState } = statesOf(server);
  return powerState === 4 ? words.shutDown : powerState === 0 ? words.noState : words.running;
}

function cells(place: RowPlace, server: FakeServer): string[] {
  const { rendering, panel, projectName } = place;
  const { statusCell, taskCell } = rowStatus(rendering.traits, server);
  const plain = (content: string): string =>
    `<td class="normal_column sortable">\n            ${content}\n        </td>`;
  const addresses = Object.values(server.addresses)
    .flat()
    .map(({ addr }) => `<li>${addr}</li>`)
    .join('');
  const isAdmin = panel === 'admin';
  const name = escapeHtml(server.name) || '-';
  return [
    `<td class="multi_select_column"><div class="themable-checkbox"><input type="checkbox" name="object_ids" value="${server.id}" class="table-row-multi-select" id="select-${server.id}"><label for="select-${server.id}"></label></div></td>`,
    ...(isAdmin
      ? [
          plain(escapeHtml(projectName)),
          `<td class="normal_column sortable word-break">\n            ${server.host ?? '-'}\n        </td>`,
        ]
      : []),
    `<td class="anchor word-break normal_column sortable"><a href="${escapeHtml(detailPath(place, server.id))}" >${name}</a></td>`,
    `<td class="word-break normal_column sortable">\n            ${escapeHtml(server.image?.name ?? '-')}\n        </td>`,
    `<td class="normal_column sortable"><ul class="list-unstyled">${addresses}</ul></td>`,
    flavorCell(server),
    ...(isAdmin ? [] : [plain('-')]),
    `<td class="${statusCell} normal_column sortable">\n            ${statusLabel(rendering.language, server.status)}\n        </td>`,
    `<td class="normal_column"><span data-toggle="tooltip" class="fa fa-fw fa-${server.locked ? 'lock' : 'unlock'} text-muted"></span></td>`,
    ...(isAdmin ? [] : [plain(server.zone)]),
    `<td class="${taskCell} normal_column sortable">\n            ${server.taskState ?? rendering.words.none}\n        </td>`,
    plain(powerLabel(rendering, server)),
    `<td class="normal_column sortable"><span data-seconds="1358">${fillIn(rendering.words.minutes, 22)}</span></td>`,
    `<td class="actions_column">${rowActions(rendering, server, panel)}</td>`,
  ];
}

/** One `<tr>`. Source: horizon/tables/base.py `Row.load_cells`, horizon/templates/horizon/common/_data_table_row.html. */
export function instanceRow(place: RowPlace, server: FakeServer): string {
  const { rendering, panel, marker } = place;
  const { traits, root, pollMs } = rendering;
  const name = escapeHtml(server.name);
  const state = rowStatus(traits, server).row;
  const page = marker !== '' && !traits.isOld ? `&amp;${marker}` : '';
  return `<tr class="ajax-update ${state}" data-display="${name}"${traits.isOld ? '' : ' data-display-key="name"'} data-object-id="${server.id}" data-update-interval="${pollMs}" data-update-url="${root}${panel}/instances/?action=row_update&amp;table=instances&amp;obj_id=${server.id}${page}" id="instances__row__${server.id}">
    ${cells(place, server).join('')}
</tr>`;
}

const UP = new Set<ServerStatus>([
  'ACTIVE',
  'SHUTOFF',
  'SUSPENDED',
  'PAUSED',
  'RESCUE',
  'SHELVED',
  'SHELVED_OFFLOADED',
]);

export interface RowStatus {
  /** class of the row: down if one cell is, else pending if one is */
  row: string;
  statusCell: string;
  taskCell: string;
}

/**
 * The classes of a row. An unlisted status, and any task, is pending.
 * Source: openstack_dashboard/dashboards/project/instances/tables.py `STATUS_CHOICES`, horizon/tables/base.py
 * `calculate_row_status`.
 */
function rowStatus({ pending }: Release, server: FakeServer): RowStatus {
  const statusCell = UP.has(server.status) ? 'status_up' : server.status === 'ERROR' ? 'status_down' : pending;
  const taskCell = server.taskState === null ? 'status_up' : pending;
  const cells = [statusCell, taskCell];
  const row = cells.includes('status_down') ? 'status_down' : cells.includes(pending) ? pending : 'status_up';
  return { row, statusCell, taskCell };
}
