import { needsNewSecret } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import { authUrlCandidates } from '@/utils/openstack/identity/auth-url';
import type { SignIn } from '@/utils/sign-in/methods';
import { COMPARED_FIELDS, type ComparedField, type FileProfile, fieldTextsOf, signInTextsOf } from './compared-fields';
import { type CloudDraft, completeSignIn, type ImportedCloud } from './draft';
import { blocksImport } from './import-problems';

/** What an update would change. */
export interface FieldChange {
  field: ComparedField;
  from: string;
  to: string;
}

/** What an import can do with one cloud. */
export interface PlannedCloud {
  imported: ImportedCloud;
  /** as a new cloud; null: blocked */
  added: (FileProfile & { name: string }) | null;
  /** as an update; null: no stored cloud matches. `needsSecret`: the stored one is not used */
  updated: { before: CloudProfile; after: FileProfile; changes: FieldChange[]; needsSecret: boolean } | null;
  suggestion: 'add' | 'update' | 'nothing';
}

/** A stored cloud matches once: by auth URL, user and project, else auth URL and user, else name. */
export function planImport(clouds: readonly ImportedCloud[], stored: readonly CloudProfile[]): PlannedCloud[] {
  const read = clouds.map((imported) => ({ imported, fromFile: profileOf(imported) }));
  const matches = matchesOf(read, stored);
  const takenNames = new Set(stored.map(({ name }) => name));
  return read.map(({ imported, fromFile }, index) => {
    if (fromFile === null) return { imported, added: null, updated: null, suggestion: 'nothing' };
    const before = matches.get(index);
    const updated = before === undefined ? null : updateOf(before, fromFile, imported.draft);
    const name = freeName(imported.name, fromFile.signIn, takenNames);
    takenNames.add(name);
    return { imported, added: { ...fromFile, name }, updated, suggestion: suggestionFor(imported, updated) };
  });
}

function profileOf({ draft, problems }: ImportedCloud): FileProfile | null {
  const signIn = completeSignIn(draft);
  const { authUrl, region, computeUrl } = draft;
  if (signIn === null || authUrl === undefined || problems.some(blocksImport)) return null;
  const regions = orderedRegions(draft);
  return {
    authUrl: normalizeAuthUrl(authUrl),
    interface: draft.interface ?? 'public',
    ...(region !== undefined && { region }),
    ...(regions.length > 1 && { regions }),
    ...(computeUrl !== undefined && { computeUrl }),
    signIn,
  };
}

function orderedRegions({ region, regions = [] }: CloudDraft): string[] {
  return [...new Set(region === undefined ? regions : [region, ...regions])];
}

/** As it is stored before discovery. */
function normalizeAuthUrl(authUrl: string): string {
  try {
    return authUrlCandidates(authUrl)[0] ?? authUrl;
  } catch {
    return authUrl;
  }
}

type ReadCloud = { imported: ImportedCloud; fromFile: FileProfile | null };

/** By index in `read`; the closest match first. */
function matchesOf(read: readonly ReadCloud[], stored: readonly CloudProfile[]): Map<number, CloudProfile> {
  const matches = new Map<number, CloudProfile>();
  const rules: ((fromFile: FileProfile, name: string, profile: CloudProfile) => boolean)[] = [
    (fromFile, name, profile) =>
      name === profile.name && isSameLogin(fromFile, profile) && isSameProject(fromFile, profile),
    (fromFile, _, profile) => isSameLogin(fromFile, profile) && isSameProject(fromFile, profile),
    (fromFile, name, profile) => name === profile.name && isSameLogin(fromFile, profile),
    (fromFile, _, profile) => isSameLogin(fromFile, profile) && mayBeSameProject(fromFile, profile),
    (_, name, profile) => name === profile.name,
  ];
  for (const rule of rules) {
    read.forEach(({ imported, fromFile }, index) => {
      if (fromFile === null || matches.has(index)) return;
      const matched = new Set(matches.values());
      const profile = stored.find((candidate) => !matched.has(candidate) && rule(fromFile, imported.name, candidate));
      if (profile !== undefined) matches.set(index, profile);
    });
  }
  return matches;
}

function isSameLogin(fromFile: FileProfile, profile: CloudProfile): boolean {
  const [storedTexts, fileTexts] = [signInTextsOf(profile.signIn), signInTextsOf(fromFile.signIn)];
  return (
    normalizeAuthUrl(profile.authUrl) === fromFile.authUrl &&
    profile.signIn.method === fromFile.signIn.method &&
    storedTexts.user === fileTexts.user &&
    storedTexts.credential === fileTexts.credential
  );
}

function isSameProject(fromFile: FileProfile, profile: CloudProfile): boolean {
  return signInTextsOf(fromFile.signIn).project === signInTextsOf(profile.signIn).project;
}

/** Either may have no project. */
function mayBeSameProject(fromFile: FileProfile, profile: CloudProfile): boolean {
  return signInTextsOf(fromFile.signIn).project === '' || signInTextsOf(profile.signIn).project === '';
}

/** What the file leaves out stays. */
function updateOf(
  before: CloudProfile,
  fromFile: FileProfile,
  draft: CloudDraft,
): NonNullable<PlannedCloud['updated']> {
  const after: FileProfile = {
    ...fromFile,
    // Discovery may have changed it.
    authUrl: normalizeAuthUrl(before.authUrl) === fromFile.authUrl ? before.authUrl : fromFile.authUrl,
    interface: draft.interface ?? before.interface,
    signIn: keepStoredSignIn(fromFile.signIn, before.signIn),
    ...(fromFile.region === undefined && before.region !== undefined && { region: before.region }),
    ...(fromFile.region === undefined && before.regions !== undefined && { regions: before.regions }),
    ...(fromFile.computeUrl === undefined && before.computeUrl !== undefined && { computeUrl: before.computeUrl }),
  };
  const [storedTexts, fileTexts] = [fieldTextsOf(before), fieldTextsOf(after)];
  const changes = COMPARED_FIELDS.filter((field) => storedTexts[field] !== fileTexts[field]).map((field) => ({
    field,
    from: storedTexts[field],
    to: fileTexts[field],
  }));
  return { before, after, changes, needsSecret: needsNewSecret(before, after) };
}

/** The same sign-in keeps what the file has not. */
function keepStoredSignIn(signIn: SignIn, before: SignIn): SignIn {
  const [storedTexts, fileTexts] = [signInTextsOf(before), signInTextsOf(signIn)];
  const same =
    signIn.method === before.method &&
    storedTexts.user === fileTexts.user &&
    storedTexts.credential === fileTexts.credential;
  if (same && (fileTexts.project === '' || storedTexts.project === fileTexts.project) && !('passcode' in signIn))
    return before;
  return withStoredProject(signIn, before);
}

function withStoredProject(signIn: SignIn, before: SignIn): SignIn {
  if (signIn.method !== before.method || !('project' in before) || before.project === undefined) return signIn;
  const { project } = before;
  return 'project' in signIn ? signIn : { ...signIn, ...{ project } };
}

function suggestionFor(imported: ImportedCloud, updated: PlannedCloud['updated']): PlannedCloud['suggestion'] {
  if (updated === null) return 'add';
  const { before, changes } = updated;
  // Every Horizon names its cloud `openstack`: another address is another cloud.
  if (changes.some(({ field }) => field === 'authUrl')) return 'add';
  // An application credential has replaced the file's password.
  if ('issued' in before.signIn && changes.some(({ field }) => field === 'method')) return 'nothing';
  return changes.length > 0 || imported.secret !== undefined ? 'update' : 'nothing';
}

function freeName(preferred: string, signIn: SignIn, takenNames: ReadonlySet<string>): string {
  const base = preferred === '' ? 'OpenStack' : preferred;
  const project = 'project' in signIn && signIn.project && 'name' in signIn.project ? signIn.project.name : '';
  const names = [base, ...(project === '' ? [] : [`${base} (${project})`])];
  const free = names.find((name) => !takenNames.has(name));
  if (free !== undefined) return free;
  for (let number = 2; ; number += 1) if (!takenNames.has(`${base} ${number}`)) return `${base} ${number}`;
}
