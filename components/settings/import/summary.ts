import type { CloudDraft } from '@/utils/cloud-files/draft';
import type { RefDraft } from '@/utils/sign-in/method';

/** A cloud of a file in one line: `https://keystone.example.org · demo · ops`. */
export function summaryOf({ authUrl, user, appCredId, appCredName, project, regions, region }: CloudDraft): string {
  const who = user === undefined ? (appCredName ?? appCredId) : textOf(user);
  const where = regions?.join(', ') ?? region;
  return [authUrl, who, project && textOf(project), where].filter((part) => part !== undefined).join(' · ');
}

function textOf(ref: RefDraft): string {
  return 'id' in ref ? (ref.name ?? ref.id) : ref.name;
}
