import { fakeClouds } from '@/tests/unit/components/fake-data';
import { failed, fakePageApi, ok } from '@/tests/unit/components/fake-page-api';
import type { Scene } from './scenes';

const FILE = `clouds:
  North:
    auth: {auth_url: "https://keystone.north.example.org:5000", username: demo, user_domain_name: Default, project_name: ops, password: p}
    interface: internal
  Osaka:
    auth: {auth_url: "https://identity.osaka.example.org/v3", username: keiko, user_domain_name: corp, password: p}
    regions: [east, west]
    cacert: /etc/ssl/osaka.pem
  Lab:
    auth: {auth_url: "http://keystone.lab.example.org:5000", application_credential_id: 6f1f5a3b9d0c4c1e8f3a}
    auth_type: v3applicationcredential
  campus:
    auth: {auth_url: "https://sso.campus.example.org:5000", username: m.weber}
    auth_type: v3kerberos
  sandbox:
    auth: {auth_url: "https://sandbox.example.org:5000", username: demo, project_name: demo}
    verify: false`;

function scene(steps: Scene['steps'] = [], refused = false): Scene {
  const api = fakePageApi(
    {
      listClouds: () => ok(fakeClouds),
      importClouds: () => failed('INTERNAL'),
      exportSecrets: () => failed('INTERNAL'),
    },
    { requestAccess: async () => !refused },
  );
  return { page: 'settings', api, hash: '#cloud=cloud-north', steps };
}

const OPEN = { click: '.cloud-files button' };
const PASTE = { type: FILE, into: '#import-paste' };
const SUBMIT = { click: '.sheet .primary' };

export const importScenes: Record<string, Scene> = {
  'settings-import': scene([OPEN]),
  'settings-import-preview': scene([OPEN, PASTE, { press: 'Tab' }]),
  'settings-import-broken': scene([OPEN, { type: 'clouds:\n  a: "\n', into: '#import-paste' }, { press: 'Tab' }]),
  'settings-import-refused': scene([OPEN, PASTE, { press: 'Tab' }, SUBMIT], true),
  'settings-export': scene([{ click: '.cloud-files button:last-child' }, { click: '#export-secrets' }]),
};
