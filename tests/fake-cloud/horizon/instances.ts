import type { Server } from '@/tests/fake-cloud/world';
import { escapeHtml, WEBROOT } from './layout';

const PENDING = new Set([
  'BUILD',
  'REBUILD',
  'MIGRATING',
  'REBOOT',
  'HARD_REBOOT',
  'RESIZE',
  'REVERT_RESIZE',
  'PASSWORD',
]);

/** Colour class of a row. Source: openstack_dashboard/dashboards/project/instances/tables.py `STATUS_CHOICES`. */
function rowClass(server: Server): 'status_up' | 'status_down' | 'warning' {
  if (server.taskState !== null || PENDING.has(server.status)) return 'warning';
  return server.status === 'ERROR' || server.status === 'UNKNOWN' ? 'status_down' : 'status_up';
}

function words(text: string): string {
  return text.charAt(0) + text.slice(1).toLowerCase().replaceAll('_', ' ');
}

interface Action {
  name: string;
  label: string;
  /** a link, or else a button that posts */
  href?: string;
}

function actionsOf(server: Server, base: string): Action[] {
  const isActive = server.status === 'ACTIVE' && server.taskState !== 'deleting';
  return [
    ...(isActive
      ? [{ name: 'snapshot', label: 'Create Snapshot', href: `${WEBROOT}project/images/${server.id}/create/` }]
      : []),
    ...(server.status === 'SHUTOFF' ? [{ name: 'start', label: 'Start Instance' }] : []),
    { name: 'edit', label: 'Edit Instance', href: `${base}${server.id}/update` },
    ...(isActive
      ? [{ name: 'console', label: 'Console', href: `${base}${server.id}/?tab=instance_details__console` }]
      : []),
    { name: 'log', label: 'View Log', href: `${base}${server.id}/?tab=instance_details__log` },
    { name: 'delete', label: 'Delete Instance' },
  ];
}

function action(server: Server, { name, label, href }: Action, classes: string): string {
  const id = `instances__row_${server.id}__action_${name}`;
  return href === undefined
    ? `<button data-batch-action="true" id="${id}" class="data-table-action ${classes} btn" name="action" type="submit" value="instances__${name}__${server.id}"> ${label}</button>`
    : `<a id="${id}" class="btn data-table-action ${classes} btn-${name}" href="${href}"> ${label}</a>`;
}

/** The first action as a button, the others in its menu. Markup of Newton and later. */
export function rowActions(server: Server, base: string): string {
  const [first, ...others] = actionsOf(server, base);
  if (!first) return '';
  const items = others.map((item) => `<li>${action(server, item, '')}</li>`).join('');
  return `<div class="btn-group">${action(server, first, 'btn-default btn-sm')}<a class="btn btn-default btn-sm dropdown-toggle" data-toggle="dropdown" href="#"><span class="fa fa-caret-down caret"></span></a><ul class="dropdown-menu dropdown-menu-right row_actions">${items}</ul></div>`;
}

/** One `<tr>`. `base` is the list's own path. */
export function instanceRow(server: Server, base: string): string {
  const state = rowClass(server);
  const name = escapeHtml(server.name);
  const addresses = Object.values(server.addresses)
    .flat()
    .map(({ addr }) => `<li>${addr}</li>`)
    .join('');
  const cells = [
    `<td class="multi_select_column"><input type="checkbox" name="object_ids" value="${server.id}" class="table-row-multi-select"></td>`,
    `<td class="anchor word-break normal_column sortable"><a href="${base}${server.id}/" >${name || '-'}</a></td>`,
    `<td class="word-break normal_column sortable">${escapeHtml(server.image?.name ?? '-')}</td>`,
    `<td class="normal_column sortable"><ul class="list-unstyled">${addresses}</ul></td>`,
    `<td class="normal_column">${server.flavor.name}</td>`,
    `<td class="${state} normal_column sortable">${words(server.status)}</td>`,
    `<td class="normal_column sortable">${server.zone}</td>`,
    `<td class="${server.taskState === null ? 'status_up' : 'warning'} normal_column sortable">${server.taskState ?? 'None'}</td>`,
    `<td class="actions_column">${rowActions(server, base)}</td>`,
  ];
  return `<tr class="ajax-update ${state}" data-display="${name}" data-display-key="name" data-object-id="${server.id}" data-update-interval="2500" data-update-url="${base}?action=row_update&amp;table=instances&amp;obj_id=${server.id}" id="instances__row__${server.id}">${cells.join('')}</tr>`;
}

/** The whole list. */
export function instancesTable(servers: Server[], base: string): string {
  const heads = ['Instance Name', 'Image Name', 'IP Address', 'Flavor', 'Status', 'Availability Zone', 'Task'];
  const rows = servers.map((server) => instanceRow(server, base)).join('\n');
  return `<div class='page-header'><h1>Instances</h1></div>
<div class="table_wrapper"><form action="${base}" method="POST"><input type="hidden" name="csrfmiddlewaretoken" value="fake">
<table id="instances" class="table table-striped datatable "><thead>
<tr><td colspan="9"><span class="table_count">Displaying ${servers.length} items</span></td></tr>
<tr class="table_column_header"><th class="multi_select_column"></th>${heads.map((head) => `<th class="sortable normal_column">${head}</th>`).join('')}<th class="actions_column">Actions</th></tr>
</thead><tbody>
${rows || '<tr class="odd empty"><td colspan="9">No items to display.</td></tr>'}
</tbody></table></form></div>`;
}

/** The detail page's content. `console`: what its Console tab holds, when that is the tab asked for. */
export function instanceDetail(server: Server, base: string, console: string | undefined): string {
  const name = escapeHtml(server.name);
  const tab = (slug: string, label: string, isActive: boolean): string =>
    `<li class="${isActive ? 'active' : ''}"><a href="?tab=instance_details__${slug}" data-target="#instance_details__${slug}" data-loaded='${isActive}'>${label}</a></li>`;
  const isConsole = console !== undefined;
  return `<div class='page-header detail-header'><div class="row">
    <div class="detail-title col-xs-12 col-sm-9"><span class="h1 word-wrap">${name}</span></div>
    <div class="detail-actions col-xs-12 col-sm-3 text-right"><form class='detail-actions-form actions_column' action='${base}' method="POST"><input type="hidden" name="csrfmiddlewaretoken" value="fake">
${rowActions(server, base)}</form></div></div></div>
<ul id="instance_details" class="nav nav-tabs ajax-tabs" data-sticky-tabs="sticky">${tab('overview', 'Overview', !isConsole)}${tab('console', 'Console', isConsole)}</ul>
<div class="tab-content">
  <div id="instance_details__overview" class="tab-pane ${isConsole ? '' : 'active'} detail-tabs"><div class="detail"><dl class="dl-horizontal">
    <dt>Name</dt><dd data-display="${name}" class="word-wrap">${name}</dd><dt>ID</dt><dd>${server.id}</dd><dt>Project ID</dt><dd>${server.projectId}</dd><dt>Status</dt><dd>${words(server.status)}</dd>
  </dl></div></div>
  <div id="instance_details__console" class="tab-pane ${isConsole ? 'active' : ''} detail-tabs">${console ?? ''}</div>
</div>`;
}
