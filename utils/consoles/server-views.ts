import { cutName, isUsableId, sortKeyOf, withoutLongMarks } from '@/utils/clouds/names';
import type { ProjectView, ServerView } from '@/utils/messaging/views';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import type { Server } from '@/utils/openstack/compute/servers';
import type { Project } from '@/utils/openstack/identity/projects';

const MAX_ADDRESSES = 100;
const byName = new Intl.Collator().compare;

/** Enabled projects by name; repeated names with their domain's id. @param isPartial the cloud has more of them */
export function projectViews(projects: readonly Project[], isPartial = false): ProjectView[] {
  const enabled = projects.filter((project) => project.enabled && isUsableId(project.id));
  const ids = new Map<string, string>();
  const repeated = new Set<string>();
  for (const { id, name } of enabled) {
    if ((ids.get(name) ?? id) !== id) repeated.add(name);
    ids.set(name, id);
  }
  const views: ProjectView[] = enabled.map(({ id, name, domainId }) => ({
    id,
    name: shown(name),
    ...(repeated.has(name) && { domainId: shown(domainId) }),
  }));
  sortByName(views);
  const last = views.at(-1);
  if (isPartial && last !== undefined) last.isCutAfter = true;
  return views;
}

/** Embeddings, overrides and isolates: they would reorder the text around a name (Unicode TR 9). */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

function shown(text: string): string {
  return withoutLongMarks(cutName(text)).replace(BIDI_CONTROLS, '\ufffd');
}

function sortByName(views: ProjectView[]): void {
  const keys = new Map(views.map((view) => [view, sortKeyOf(view.name)]));
  views.sort(
    (a, b) => byName(keys.get(a) ?? '', keys.get(b) ?? '') || (a.name < b.name ? -1 : Number(a.name > b.name)),
  );
}

/** Floating addresses first; texts and their number are limited. */
export function serverView({
  id,
  name,
  status,
  taskState,
  addresses,
  flavor,
}: Server & Parameters<typeof consoleObstacle>[0]): ServerView {
  const ordered = [
    ...addresses.filter(({ type }) => type === 'floating'),
    ...addresses.filter(({ type }) => type !== 'floating'),
  ];
  return {
    id,
    name: name && shown(name),
    status: shown(status),
    taskState: taskState && shown(taskState),
    addresses: ordered.slice(0, MAX_ADDRESSES).map(({ address }) => shown(address)),
    flavor: flavor && shown(flavor),
    obstacle: consoleObstacle({ status, taskState }),
  };
}
