import type { Knobs } from '@/tests/fake-cloud/knobs';
import type { ServerStatus } from '@/tests/fake-cloud/world';

const EN = {
  instances: 'Instances',
  project: 'Project',
  host: 'Host',
  instanceName: 'Instance Name',
  name: 'Name',
  imageName: 'Image Name',
  ipAddress: 'IP Address',
  flavor: 'Flavor',
  keyPair: 'Key Pair',
  status: 'Status',
  zone: 'Availability Zone',
  task: 'Task',
  powerState: 'Power State',
  age: 'Age',
  actions: 'Actions',
  nothing: 'No items to display.',
  count: 'Displaying % items',
  prev: '&laquo;&nbsp;Prev',
  next: 'Next&nbsp;&raquo;',
  filter: 'Filter',
  launch: 'Launch Instance',
  moreActions: 'More Actions',
  deleteInstances: 'Delete Instances',
  none: 'None',
  running: 'Running',
  shutDown: 'Shut Down',
  noState: 'No State',
  minutes: '% minutes',
  overview: 'Overview',
  interfaces: 'Interfaces',
  log: 'Log',
  console: 'Console',
  audit: 'Action Log',
  projectId: 'Project ID',
  instanceConsole: 'Instance Console',
  onlyConsole: 'Click here to show only console',
  noConsole: 'console is currently unavailable. Please try again later.',
  apiAccess: 'API Access',
  service: 'Service',
  endpoint: 'Service Endpoint',
  viewCredentials: 'View Credentials',
  downloadRc: 'Download OpenStack RC File',
  cloudsYaml: 'OpenStack clouds.yaml File',
  openrc: 'OpenStack RC File',
  signOut: 'Sign Out',
  settings: 'Settings',
  themes: 'Themes:',
  domains: 'Domains:',
  projects: 'Projects:',
  regions: 'Regions:',
  compute: 'Compute',
  admin: 'Admin',
  error: 'Error: ',
  success: 'Success: ',
  listFailed: 'Unable to retrieve instances.',
  consoleFailed: 'Unable to get console for instance "%".',
  detailsFailed: 'Unable to retrieve details for instance "%".',
  switched: 'Switch to project "%" successful.',
  switchFailed: 'Project switch failed for user "%".',
  notAuthorized: 'You are not authorized to access this page',
};

/** The texts of the dashboard; `%` stands for a number or a name. */
export type Words = typeof EN;

const ZH_HANS: Words = {
  instances: '实例',
  project: '项目',
  host: '主机',
  instanceName: '实例名称',
  name: '名称',
  imageName: '镜像名称',
  ipAddress: 'IP 地址',
  flavor: '规格',
  keyPair: '密钥对',
  status: '状态',
  zone: '可用域',
  task: '任务',
  powerState: '电源状态',
  age: '创建至今',
  actions: '操作',
  nothing: '没有条目可显示。',
  count: '正在显示 % 项',
  prev: '&laquo;&nbsp;上一页',
  next: '下一页&nbsp;&raquo;',
  filter: '筛选',
  launch: '创建实例',
  moreActions: '更多操作',
  deleteInstances: '删除实例',
  none: '无',
  running: '运行中',
  shutDown: '关闭',
  noState: '无状态',
  minutes: '% 分钟',
  overview: '概况',
  interfaces: '接口',
  log: '日志',
  console: '控制台',
  audit: '操作日志',
  projectId: '项目 ID',
  instanceConsole: '实例控制台',
  onlyConsole: '点击此处只显示控制台',
  noConsole: '控制台目前不可用，请稍后再试。',
  apiAccess: 'API 访问',
  service: '服务',
  endpoint: '服务端点',
  viewCredentials: '查看凭据',
  downloadRc: '下载 OpenStack RC 文件',
  cloudsYaml: 'OpenStack clouds.yaml 文件',
  openrc: 'OpenStack RC 文件',
  signOut: '退出',
  settings: '设置',
  themes: '主题：',
  domains: '域：',
  projects: '项目：',
  regions: '区域：',
  compute: '计算',
  admin: '管理员',
  error: '错误：',
  success: '成功：',
  listFailed: '无法获取实例。',
  consoleFailed: '无法获取实例“%”的控制台。',
  detailsFailed: '无法获取实例“%”的详情。',
  switched: '已切换到项目“%”。',
  switchFailed: '用户“%”切换项目失败。',
  notAuthorized: '您无权访问此页面',
};

const ZH_STATUS: Partial<Record<ServerStatus, string>> = {
  ACTIVE: '运行',
  SHUTOFF: '关机',
  PAUSED: '已暂停',
  SUSPENDED: '已挂起',
  ERROR: '错误',
  BUILD: '创建中',
  RESCUE: '救援',
  MIGRATING: '迁移中',
  REBOOT: '重启',
  HARD_REBOOT: '硬重启',
  SHELVED: '已搁置',
  SHELVED_OFFLOADED: '搁置并已卸载',
  VERIFY_RESIZE: '确认或放弃调整大小',
};

/** `Shelved Offloaded`; untranslated where the language has no word for it. */
export function statusLabel(language: Knobs['horizonLanguage'], status: ServerStatus): string {
  const english = status
    .toLowerCase()
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
  return language === 'zh-hans' ? (ZH_STATUS[status] ?? english) : english;
}

export function wordsOf(language: Knobs['horizonLanguage']): Words {
  return language === 'zh-hans' ? ZH_HANS : EN;
}

/** The text with its `%` filled in. */
export function fill(text: string, value: string | number): string {
  return text.replace('%', () => String(value));
}
