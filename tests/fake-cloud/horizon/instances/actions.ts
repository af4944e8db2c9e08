import type { FakeServer, ServerStatus } from '@/tests/fake-cloud/contents';
import type { RenderContext } from '@/tests/fake-cloud/horizon/render-context';

type Panel = 'project' | 'admin';

/**
 * Label in English and Chinese, then for a link its path, below the server's own where it begins with `/`, else below WEBROOT
 * with `%` for the id, and its classes. `angular`: a script opens it. Without a path: a button of the form.
 */
type Action = [english: string, chinese: string, path?: string, classes?: string];

const ACTIONS: Record<string, Action> = {
  start: ['Start Instance', '启动实例'],
  snapshot: ['Create Snapshot', '创建快照', 'project/images/%/create/', 'ajax-modal'],
  associate: ['Associate Floating IP', '绑定浮动 IP', 'project/floating_ips/associate/?instance_id=%', 'ajax-modal'],
  attach_interface: ['Attach Interface', '连接接口', '/attach_interface', 'btn-confirm ajax-modal'],
  edit: ['Edit Instance', '编辑实例', '/update?step=instance_info', 'ajax-modal'],
  update_metadata: ['Update Metadata', '更新元数据', 'angular'],
  edit_secgroups: ['Edit Security Groups', '编辑安全组', '/update?step=update_security_groups', 'ajax-modal'],
  edit_port_secgroups: ['Edit Port Security Groups', '编辑端口安全组', '/?tab=instance_details__interfaces'],
  console: ['Console', '控制台', '/?tab=instance_details__console', 'btn-console'],
  log: ['View Log', '查看日志', '/?tab=instance_details__log', 'btn-log'],
  rescue: ['Rescue Instance', '救援实例', '/rescue', 'btn-rescue ajax-modal'],
  unrescue: ['Unrescue Instance', '取消救援'],
  confirm: ['Confirm Resize/Migrate', '确认调整大小或迁移'],
  revert: ['Revert Resize/Migrate', '放弃调整大小或迁移'],
  pause: ['Pause Instance', '暂停实例'],
  suspend: ['Suspend Instance', '挂起实例'],
  shelve: ['Shelve Instance', '搁置实例'],
  migrate: ['Migrate Instance', '迁移实例'],
  live_migrate: ['Live Migrate Instance', '热迁移实例', '/live_migrate', 'ajax-modal'],
  resize: ['Resize Instance', '调整实例大小', '/resize?step=flavor_choice', 'btn-danger ajax-modal btn-resize'],
  lock: ['Lock Instance', '锁定实例'],
  soft_reboot: ['Soft Reboot Instance', '软重启实例'],
  reboot: ['Hard Reboot Instance', '硬重启实例'],
  stop: ['Shut Off Instance', '关闭实例'],
  rebuild: ['Rebuild Instance', '重建实例', '/rebuild', 'btn-danger btn-rebuild ajax-modal'],
  delete: ['Delete Instance', '删除实例'],
};

/** The actions of each status, as in Zed. */
const OFFERED: Partial<Record<ServerStatus, string>> = {
  ACTIVE:
    'snapshot associate attach_interface edit update_metadata edit_secgroups edit_port_secgroups console log rescue pause suspend shelve resize lock soft_reboot reboot stop rebuild delete',
  SHUTOFF:
    'start snapshot associate attach_interface edit update_metadata edit_port_secgroups shelve resize lock reboot rebuild delete',
  PAUSED: 'snapshot associate edit update_metadata edit_port_secgroups pause shelve lock stop delete',
  SUSPENDED: 'snapshot associate edit update_metadata edit_port_secgroups suspend shelve lock stop delete',
  SHELVED_OFFLOADED: 'associate edit update_metadata edit_port_secgroups shelve lock delete',
  RESCUE: 'associate edit update_metadata edit_port_secgroups unrescue lock delete',
  VERIFY_RESIZE: 'confirm revert associate edit update_metadata edit_port_secgroups lock delete',
  ERROR: 'edit edit_port_secgroups lock delete',
};

const OFFERED_TO_ADMIN: Partial<Record<ServerStatus, string>> = {
  ACTIVE:
    'rescue edit console log snapshot pause suspend shelve migrate live_migrate soft_reboot reboot rebuild stop delete',
  SHUTOFF: 'edit snapshot shelve migrate reboot rebuild delete',
};

function names(server: FakeServer, panel: Panel): string[] {
  if (server.taskState === 'deleting') return [];
  const offered = (panel === 'admin' ? OFFERED_TO_ADMIN : OFFERED)[server.status] ?? 'edit delete';
  return offered.split(' ');
}

function action(rendering: RenderContext, server: FakeServer, name: string, panel: Panel, isFirst: boolean): string {
  const [english, chinese, path, classes = ''] = ACTIONS[name] ?? [name, name];
  const text = rendering.language === 'en' ? english : chinese;
  const id = `instances__row_${server.id}__action_${name}`;
  const button = isFirst ? 'btn-default btn-sm' : '';
  const list = `${rendering.root}${panel}/instances/`;
  if (path === undefined)
    return `<button data-batch-action="true" id="${id}" class="data-table-action ${isFirst ? button : 'btn-default'} btn" name="action" type="submit" value="instances__${name}__${server.id}"> ${text}</button>`;
  if (path === 'angular')
    return `<a id="${id}" ng-click="modal.openMetadataModal(&#x27;instance&#x27;, &#x27;${server.id}&#x27;)" class="btn data-table-action ${button}" href="javascript:void(0);"> ${text}</a>`;
  const below = path.startsWith('/?') && panel === 'admin' ? `/detail${path.slice(1)}` : path;
  const href = path.startsWith('/') ? list + server.id + below : rendering.root + path.replace('%', server.id);
  return `<a id="${id}" class="btn data-table-action ${button} ${classes}" href="${href}"> ${text}</a>`;
}

/**
 * The first action as a button, with a menu of the others if there are any.
 * Source: horizon/templates/horizon/common/_data_table_row_actions_dropdown.html.
 */
export function rowActions(rendering: RenderContext, server: FakeServer, panel: Panel): string {
  const [first, ...others] = names(server, panel);
  if (first === undefined) return '';
  const lead = action(rendering, server, first, panel, true);
  if (others.length === 0) return lead;
  const items = others.map((name) => `<li>${action(rendering, server, name, panel, false)}</li>`).join('');
  return `<div class="btn-group">${lead}<a class="btn btn-default btn-sm dropdown-toggle" data-toggle="dropdown" href="#"><span class="fa fa-caret-down"></span></a><ul class="dropdown-menu dropdown-menu-right row_actions">${items}</ul></div>`;
}
