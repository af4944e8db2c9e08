import type { FakeCloudConfig } from '@/tests/fake-cloud/config';
import type { ServerStatus } from '@/tests/fake-cloud/contents';

/** The texts of the dashboard in English and Chinese; `%` stands for a number or a name. */
const WORDS = {
  instances: ['Instances', '实例'],
  project: ['Project', '项目'],
  host: ['Host', '主机'],
  instanceName: ['Instance Name', '实例名称'],
  name: ['Name', '名称'],
  imageName: ['Image Name', '镜像名称'],
  ipAddress: ['IP Address', 'IP 地址'],
  flavor: ['Flavor', '规格'],
  keyPair: ['Key Pair', '密钥对'],
  status: ['Status', '状态'],
  zone: ['Availability Zone', '可用域'],
  task: ['Task', '任务'],
  powerState: ['Power State', '电源状态'],
  age: ['Age', '创建至今'],
  actions: ['Actions', '操作'],
  nothing: ['No items to display.', '没有条目可显示。'],
  count: ['Displaying % items', '正在显示 % 项'],
  prev: ['&laquo;&nbsp;Prev', '&laquo;&nbsp;上一页'],
  next: ['Next&nbsp;&raquo;', '下一页&nbsp;&raquo;'],
  filter: ['Filter', '筛选'],
  launch: ['Launch Instance', '创建实例'],
  moreActions: ['More Actions', '更多操作'],
  deleteInstances: ['Delete Instances', '删除实例'],
  none: ['None', '无'],
  running: ['Running', '运行中'],
  shutDown: ['Shut Down', '关闭'],
  noState: ['No State', '无状态'],
  minutes: ['% minutes', '% 分钟'],
  overview: ['Overview', '概况'],
  interfaces: ['Interfaces', '接口'],
  log: ['Log', '日志'],
  console: ['Console', '控制台'],
  audit: ['Action Log', '操作日志'],
  projectId: ['Project ID', '项目 ID'],
  instanceConsole: ['Instance Console', '实例控制台'],
  onlyConsole: ['Click here to show only console', '点击此处只显示控制台'],
  noConsole: ['console is currently unavailable. Please try again later.', '控制台目前不可用，请稍后再试。'],
  apiAccess: ['API Access', 'API 访问'],
  service: ['Service', '服务'],
  endpoint: ['Service Endpoint', '服务端点'],
  viewCredentials: ['View Credentials', '查看凭据'],
  downloadRc: ['Download OpenStack RC File', '下载 OpenStack RC 文件'],
  cloudsYaml: ['OpenStack clouds.yaml File', 'OpenStack clouds.yaml 文件'],
  openrc: ['OpenStack RC File', 'OpenStack RC 文件'],
  signOut: ['Sign Out', '退出'],
  settings: ['Settings', '设置'],
  themes: ['Themes:', '主题：'],
  domains: ['Domains:', '域：'],
  projects: ['Projects:', '项目：'],
  regions: ['Regions:', '区域：'],
  compute: ['Compute', '计算'],
  admin: ['Admin', '管理员'],
  error: ['Error: ', '错误：'],
  success: ['Success: ', '成功：'],
  listFailed: ['Unable to retrieve instances.', '无法获取实例。'],
  consoleFailed: ['Unable to get console for instance "%".', '无法获取实例“%”的控制台。'],
  detailsFailed: ['Unable to retrieve details for instance "%".', '无法获取实例“%”的详情。'],
  switched: ['Switch to project "%" successful.', '已切换到项目“%”。'],
  switchFailed: ['Project switch failed for user "%".', '用户“%”切换项目失败。'],
  notAuthorized: ['You are not authorized to access this page', '您无权访问此页面'],
} satisfies Record<string, [string, string]>;

export type Words = Record<keyof typeof WORDS, string>;

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
export function statusLabel(language: FakeCloudConfig['horizonLanguage'], status: ServerStatus): string {
  const english = status
    .toLowerCase()
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
  return language === 'zh-hans' ? (ZH_STATUS[status] ?? english) : english;
}

export function wordsOf(language: FakeCloudConfig['horizonLanguage']): Words {
  const at = language === 'zh-hans' ? 1 : 0;
  return Object.fromEntries(Object.entries(WORDS).map(([key, both]) => [key, both[at]])) as Words;
}

/** The text with its `%` filled in. */
export function fillIn(text: string, value: string | number): string {
  return text.replace('%', () => String(value));
}
