import type { RenderContext } from '@/tests/fake-cloud/horizon/markup/render-context';
import type { Server, ServerStatus } from '@/tests/fake-cloud/world';

type Panel = 'project' | 'admin';

/** English and Chinese label, and its kind: a link below the server's own page, another link, or a form's button. */
interface Action {
  label: [string, string];
  /** after the list's path and the server's id */
  path?: string;
  /** after WEBROOT; `%` is the id */
  otherPath?: string;
  /** opened by Angular: the link has no target */
  angular?: boolean;
  classes?: string;
}

const ACTIONS: Record<string, Action> = {
  start: { label: ['Start Instance', '启动实例'] },
  snapshot: {
    label: ['Create Snapshot', '创建快照'],
    otherPath: 'project/images/%/create/',
    classes: 'ajax-modal',
  },
  associate: {
    label: ['Associate Floating IP', '绑定浮动 IP'],
    otherPath: 'project/floating_ips/associate/?instance_id=%',
    classes: 'ajax-modal',
  },
  attach_interface: {
    label: ['Attach Interface', '连接接口'],
    path: '/attach_interface',
    classes: 'btn-confirm ajax-modal',
  },
  edit: { label: ['Edit Instance', '编辑实例'], path: '/update?step=instance_info', classes: 'ajax-modal' },
  update_metadata: { label: ['Update Metadata', '更新元数据'], angular: true },
  edit_secgroups: {
    label: ['Edit Security Groups', '编辑安全组'],
    path: '/update?step=update_security_groups',
    classes: 'ajax-modal',
  },
  edit_port_secgroups: {
    label: ['Edit Port Security Groups', '编辑端口安全组'],
    path: '/?tab=instance_details__interfaces',
  },
  console: { label: ['Console', '控制台'], path: '/?tab=instance_details__console', classes: 'btn-console' },
  log: { label: ['View Log', '查看日志'], path: '/?tab=instance_details__log', classes: 'btn-log' },
  rescue: { label: ['Rescue Instance', '救援实例'], path: '/rescue', classes: 'btn-rescue ajax-modal' },
  unrescue: { label: ['Unrescue Instance', '取消救援'] },
  confirm: { label: ['Confirm Resize/Migrate', '确认调整大小或迁移'] },
  revert: { label: ['Revert Resize/Migrate', '放弃调整大小或迁移'] },
  pause: { label: ['Pause Instance', '暂停实例'] },
  suspend: { label: ['Suspend Instance', '挂起实例'] },
  shelve: { label: ['Shelve Instance', '搁置实例'] },
  migrate: { label: ['Migrate Instance', '迁移实例'] },
  live_migrate: { label: ['Live Migrate Instance', '热迁移实例'], path: '/live_migrate', classes: 'ajax-modal' },
  resize: {
    label: ['Resize Instance', '调整实例大小'],
    path: '/resize?step=flavor_choice',
    classes: 'btn-danger ajax-modal btn-resize',
  },
  lock: { label: ['Lock Instance', '锁定实例'] },
  soft_reboot: { label: ['Soft Reboot Instance', '软重启实例'] },
  reboot: { label: ['Hard Reboot Instance', '硬重启实例'] },
  stop: { label: ['Shut Off Instance', '关闭实例'] },
  rebuild: { label: ['Rebuild Instance', '重建实例'], path: '/rebuild', classes: 'btn-danger btn-rebuild ajax-modal' },
  delete: { label: ['Delete Instance', '删除实例'] },
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

function names(server: Server, panel: Panel): string[] {
  if (server.taskState === 'deleting') return [];
  const offered = (panel === 'admin' ? OFFERED_TO_ADMIN : OFFERED)[server.status] ?? 'edit delete';
  return offered.split(' ');
}

function action(rendering: RenderContext, server: Server, name: string, panel: Panel, isFirst: boolean): string {
  const { label, path, otherPath, angular, classes = '' } = ACTIONS[name] ?? { label: [name, name] };
  const text = label[rendering.language === 'en' ? 0 : 1];
  const id = `instances__row_${server.id}__action_${name}`;
  const button = isFirst ? 'btn-default btn-sm' : '';
  if (angular)
    return `<a id="${id}" ng-click="modal.openMetadataModal(&#x27;instance&#x27;, &#x27;${server.id}&#x27;)" class="btn data-table-action ${button}" href="javascript:void(0);"> ${text}</a>`;
  const list = `${rendering.root}${panel}/instances/`;
  const detail = panel === 'admin' ? `${list}${server.id}/detail` : `${list}${server.id}`;
  const href =
    otherPath !== undefined
      ? rendering.root + otherPath.replace('%', server.id)
      : path !== undefined &&
        (path.startsWith('/?') && panel === 'admin' ? detail + path.slice(1) : `${list}${server.id}${path}`);
  return href === false
    ? `<button data-batch-action="true" id="${id}" class="data-table-action ${isFirst ? button : 'btn-default'} btn" name="action" type="submit" value="instances__${name}__${server.id}"> ${text}</button>`
    : `<a id="${id}" class="btn data-table-action ${button} ${classes}" href="${href}"> ${text}</a>`;
}

/**
 * The first action as a button, with a menu of the others if there are any.
 * Source: horizon/templates/horizon/common/_data_table_row_actions_dropdown.html.
 */
export function rowActions(rendering: RenderContext, server: Server, panel: Panel): string {
  const [first, ...others] = names(server, panel);
  if (first === undefined) return '';
  const lead = action(rendering, server, first, panel, true);
  if (others.length === 0) return lead;
  const items = others.map((name) => `<li>${action(rendering, server, name, panel, false)}</li>`).join('');
  return `<div class="btn-group">${lead}<a class="btn btn-default btn-sm dropdown-toggle" data-toggle="dropdown" href="#"><span class="fa fa-caret-down"></span></a><ul class="dropdown-menu dropdown-menu-right row_actions">${items}</ul></div>`;
}
