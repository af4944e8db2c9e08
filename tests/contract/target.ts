import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { type FakeCloudConfig, startFakeCloud } from '@/tests/fake-cloud';
import { chooseEndpoint } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import type { NovaConnection } from '@/utils/openstack/compute/access';
import { OpenStackError } from '@/utils/openstack/errors';
import { issueToken } from '@/utils/openstack/identity/tokens';
import {
  type Account,
  type AppCredAccount,
  appCredAccount,
  cloudsFile,
  type PasswordAccount,
  passwordAccount,
} from './accounts';
import { type CreateUser, usersOfFake, usersOfKeystone } from './users';

export const client: Client = { fetch };

/**
 * The cloud under test: the one of `OS_CLIENT_CONFIG_FILE` where that is set, else a fake cloud of its own. Its accounts are
 * `demo` (member of two projects), `ops` (the same user, the other project), `corp-web` (a user of another domain),
 * `reader` (may list, may not open consoles) and `demo-appcred` (an application credential of demo).
 */
export interface ContractTarget {
  demo: PasswordAccount;
  ops: PasswordAccount;
  corp: PasswordAccount;
  /** null: the cloud has none */
  reader: PasswordAccount | null;
  appCred: AppCredAccount;
  /** null: the clouds.yaml has no `admin`, and tests that need new users do not run */
  createUser: CreateUser | null;
  close(): Promise<void>;
}

export async function openTarget(config: Partial<FakeCloudConfig> = {}): Promise<ContractTarget> {
  const file = process.env.OS_CLIENT_CONFIG_FILE;
  if (!file) {
    const fake = await startFakeCloud(config);
    return { ...accountsOf(fake.cloudsYaml), createUser: usersOfFake(fake), close: () => fake.close() };
  }
  const accounts = accountsOf(readFileSync(file, 'utf8'));
  const createUser = accounts.admin === null ? null : usersOfKeystone(accounts.admin, accounts.demo);
  if (createUser === null) console.warn('the clouds.yaml has no cloud admin: tests that need new users do not run');
  return { ...accounts, createUser, close: async () => {} };
}

/** The configurations to test: several of the fake cloud, the one of a real cloud. */
export async function openTargets(): Promise<[name: string, target: ContractTarget][]> {
  if (process.env.OS_CLIENT_CONFIG_FILE) return [['this cloud', await openTarget()]];
  return [
    ['a cloud that enforces access rules', await openTarget({ acceptAccessRules: true })],
    ['a cloud that does not', await openTarget({ acceptAccessRules: false })],
  ];
}

function accountsOf(yaml: string): Omit<ContractTarget, 'close' | 'createUser'> & { admin: PasswordAccount | null } {
  const { clouds } = z.parse(cloudsFile, parse(yaml));
  const entry = (name: string) => {
    const found = clouds[name];
    if (!found) throw new Error(`the clouds.yaml has no cloud ${name}`);
    return found;
  };
  return {
    demo: passwordAccount('demo', entry('demo')),
    ops: passwordAccount('ops', entry('ops')),
    corp: passwordAccount('corp-web', entry('corp-web')),
    admin: clouds.admin ? passwordAccount('admin', clouds.admin) : null,
    reader: clouds.reader ? passwordAccount('reader', clouds.reader) : null,
    appCred: appCredAccount('demo-appcred', entry('demo-appcred')),
  };
}

/** Signs in and finds Nova's endpoint. Each call gets a token of its own, which a test may revoke. */
export async function connectToNova(account: Account): Promise<NovaConnection> {
  const { token, catalog } = await issueToken(client, account.authUrl, account);
  const { url } = chooseEndpoint(catalog, { interface: account.interface }, account.region);
  return { endpoint: url, token };
}

/** The error of a call; an error of a service must have a request id. */
export async function serviceErrorOf(call: Promise<unknown>): Promise<OpenStackError> {
  const error = await call.then(
    () => new Error('the call succeeded'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof OpenStackError)) throw error;
  if ((error.facts.status ?? 0) >= 400 && !error.facts.requestId?.startsWith('req-')) {
    throw new Error(`${error.message}: no request id`);
  }
  return error;
}
