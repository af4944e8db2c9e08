import { demoProfile } from '@/tests/unit/support/profile';
import { answer, type Routes } from '@/utils/messaging/gate';
import type { Limits } from '@/utils/messaging/limits';
import type { Sender } from '@/utils/messaging/sender';

/** Asks the gate as a message on the wire does. @returns the answer; null for a message that gets none. */
export async function ask<D>(routes: Routes<D>, name: string, data: unknown, sender: Sender, limits?: Limits) {
  return answer(routes, { name, data }, sender, limits);
}

const page = {
  ...{ root: 'https://horizon.example.org/horizon/', panel: 'project', userName: 'demo', projectName: 'demo' },
  ...{ domainName: null, regionName: 'RegionOne' },
};
const server = { id: '7f9d1cfe-0000-4000-8000-000000000000', name: 'web', checkStatus: true };
const place = { cloudId: 'c', projectId: 'p', region: 'r', serverId: 's', serverName: 'web', checkStatus: false };
const credential = { kind: 'password', password: 'p' };
const profile = demoProfile('https://keystone.example.org/v3', { regions: ['a', 'b'], computeUrl: 'https://n' });

/** Every field that some request has, so that it is a good request of each kind. */
export const SAMPLE = {
  ...place,
  page,
  server,
  tab: { windowId: 3, cookieJar: 'private' },
  credential,
  profile,
  kind: 'open',
  requestId: '3b7d1f6e-9c1a-4f43-8a5b-0d9e8c7b6a51',
  pendingAction: { ...place, kind: 'open' },
  origins: ['https://nova.example.org/*'],
  verify: true,
  url: 'https://horizon.example.org/',
  root: 'https://horizon.example.org/',
  dashboardKind: 'horizon',
  clouds: [{ profile, credential }, { profile }],
  cloudIds: ['a'],
  serverIds: [server.id],
  passphrase: 'a whole sentence',
  passkey: { credentialId: 'AAAA', input: `${'B'.repeat(43)}=` },
  output: `${'A'.repeat(43)}=`,
  next: 'another sentence',
  minutes: 15,
  passcode: '123456',
  password: 'p',
  userId: 'u',
  authUrl: 'https://keystone.example.org/v3',
  dismissed: ['novnc-for-openstack Chrome 6f1f5a3b'],
  name: 'novnc-for-openstack Chrome 6f1f5a3b',
  days: 30,
  on: true,
  choice: 'dismiss',
};
