import { secretTargetChanged } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import { authUrlCandidates } from '@/utils/openstack/identity/auth-url';
import type { SignIn } from '@/utils/sign-in/methods';
import { type CloudDraft, completeSignIn, type ImportedCloud } from './draft';
import { FACTS, type Fact, factsOf, type Told, whoOf } from './facts';
import { blocks } from './import-problems';

/** One thing that would be different afterwards. */
export interface FactChange {
  fact: Fact;
  from: string;
  to: string;
}

/** What taking over one cloud of a file would do. */
export interface PlannedCloud {
  imported: ImportedCloud;
  /** as a new cloud: a name that no other has, and what the file tells; null: it cannot be used, see its problems */
  added: (Told & { name: string }) | null;
  /** the stored cloud that it may be, as it would be afterwards, and what that changes; null: none is like it. `asksSecret`:
   * the secret that is kept for it does not go with it, so that none is sent to an address that a file named */
  updated: { before: CloudProfile; told: Told; changes: FactChange[]; asksSecret: boolean } | null;
  /** what is most likely wanted */
  suggestion: 'add' | 'update' | 'nothing';
}

/**
 * Compares what files tell with what is stored. A stored cloud is taken for the same where it has the same auth URL,
 * user and project, the same auth URL and user, or else the same name; each for one of the file only.
 */
export function planImport(clouds: readonly ImportedCloud[], stored: readonly CloudProfile[]): PlannedCloud[] {
  const read = clouds.map((imported) => ({ imported, told: toldOf(imported) }));
  const matches = matchesOf(read, stored);
  const taken = new Set(stored.map(({ name }) => name));
  return read.map(({ imported, told }, at) => {
    if (told === null) return { imported, added: null, updated: null, suggestion: 'nothing' };
    const before = matches.get(at);
    const updated = before === undefined ? null : updateOf(before, told, imported.draft);
    const name = freeName(imported.name, told.signIn, taken);
    taken.add(name);
    return { imported, added: { ...told, name }, updated, suggestion: suggestionFor(imported, updated) };
  });
}

function toldOf({ draft, problems }: ImportedCloud): Told | null {
  const signIn = completeSignIn(draft);
  const { authUrl, region, computeUrl } = draft;
  if (signIn === null || authUrl === undefined || problems.some(blocks)) return null;
  const regions = inOrder(draft);
  return {
    authUrl: normal(authUrl),
    interface: draft.interface ?? 'public',
    ...(region !== undefined && { region }),
    ...(regions.length > 1 && { regions }),
    ...(computeUrl !== undefined && { computeUrl }),
    signIn,
  };
}

/** The region to start with comes first. */
function inOrder({ region, regions = [] }: CloudDraft): string[] {
  return [...new Set(region === undefined ? regions : [region, ...regions])];
}

/** The auth URL as it is stored before anybody was asked. */
function normal(authUrl: string): string {
  try {
    return authUrlCandidates(authUrl)[0] ?? authUrl;
  } catch {
    return authUrl;
  }
}

type Read = { imported: ImportedCloud; told: Told | null };

/** The stored cloud of each of the file's, by its index; the closest ones are found first. */
function matchesOf(read: readonly Read[], stored: readonly CloudProfile[]): Map<number, CloudProfile> {
  const found = new Map<number, CloudProfile>();
  const rules: ((told: Told, name: string, profile: CloudProfile) => boolean)[] = [
    (told, name, profile) => name === profile.name && isSameLogin(told, profile) && isSameProject(told, profile),
    (told, _, profile) => isSameLogin(told, profile) && isSameProject(told, profile),
    (told, name, profile) => name === profile.name && isSameLogin(told, profile),
    (told, _, profile) => isSameLogin(told, profile) && mayBeSameProject(told, profile),
    (_, name, profile) => name === profile.name,
  ];
  for (const rule of rules) {
    read.forEach(({ imported, told }, at) => {
      if (told === null || found.has(at)) return;
      const claimed = new Set(found.values());
      const profile = stored.find((one) => !claimed.has(one) && rule(told, imported.name, one));
      if (profile !== undefined) found.set(at, profile);
    });
  }
  return found;
}

function isSameLogin(told: Told, profile: CloudProfile): boolean {
  const [ours, theirs] = [whoOf(profile.signIn), whoOf(told.signIn)];
  return (
    normal(profile.authUrl) === told.authUrl &&
    profile.signIn.method === told.signIn.method &&
    ours.user === theirs.user &&
    ours.credential === theirs.credential
  );
}

function isSameProject(told: Told, profile: CloudProfile): boolean {
  return whoOf(told.signIn).project === whoOf(profile.signIn).project;
}

/** One of them leaves the project open. */
function mayBeSameProject(told: Told, profile: CloudProfile): boolean {
  return whoOf(told.signIn).project === '' || whoOf(profile.signIn).project === '';
}

/** A file may always say less: what it leaves out stays as it is. */
function updateOf(before: CloudProfile, told: Told, draft: CloudDraft): NonNullable<PlannedCloud['updated']> {
  const after: Told = {
    ...told,
    // Discovery may have found another form of the same address.
    authUrl: normal(before.authUrl) === told.authUrl ? before.authUrl : told.authUrl,
    interface: draft.interface ?? before.interface,
    signIn: asKnown(told.signIn, before.signIn),
    ...(told.region === undefined && before.region !== undefined && { region: before.region }),
    ...(told.region === undefined && before.regions !== undefined && { regions: before.regions }),
    ...(told.computeUrl === undefined && before.computeUrl !== undefined && { computeUrl: before.computeUrl }),
  };
  const [ours, theirs] = [factsOf(before), factsOf(after)];
  const changes = FACTS.filter((fact) => ours[fact] !== theirs[fact]).map((fact) => ({
    fact,
    from: ours[fact],
    to: theirs[fact],
  }));
  return { before, told: after, changes, asksSecret: secretTargetChanged(before, after) };
}

/** The same way to sign in keeps what a file cannot tell of it, and a project that the file leaves open. */
function asKnown(signIn: SignIn, before: SignIn): SignIn {
  const [ours, theirs] = [whoOf(before), whoOf(signIn)];
  const same = signIn.method === before.method && ours.user === theirs.user && ours.credential === theirs.credential;
  if (same && (theirs.project === '' || ours.project === theirs.project) && !('passcode' in signIn)) return before;
  return withProject(signIn, before);
}

function withProject(signIn: SignIn, before: SignIn): SignIn {
  if (signIn.method !== before.method || !('project' in before) || before.project === undefined) return signIn;
  const { project } = before;
  return 'project' in signIn ? signIn : { ...signIn, ...{ project } };
}

function suggestionFor(imported: ImportedCloud, updated: PlannedCloud['updated']): PlannedCloud['suggestion'] {
  if (updated === null) return 'add';
  const { before, changes } = updated;
  // Every dashboard calls its cloud `openstack`: at another address it is another one.
  if (changes.some(({ fact }) => fact === 'authUrl')) return 'add';
  // An old file tells of the password that an application credential of this browser's own has taken the place of.
  if ('issued' in before.signIn && changes.some(({ fact }) => fact === 'method')) return 'nothing';
  return changes.length > 0 || imported.secret !== undefined ? 'update' : 'nothing';
}

function freeName(wanted: string, signIn: SignIn, taken: ReadonlySet<string>): string {
  const base = wanted === '' ? 'OpenStack' : wanted;
  const project = 'project' in signIn && signIn.project && 'name' in signIn.project ? signIn.project.name : '';
  const names = [base, ...(project === '' ? [] : [`${base} (${project})`])];
  const free = names.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  for (let number = 2; ; number += 1) if (!taken.has(`${base} ${number}`)) return `${base} ${number}`;
}
