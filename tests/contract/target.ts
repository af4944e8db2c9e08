import { readFileSync } from 'node:fs';
import type { TestContext } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { startFakeCloud } from '@/tests/fake-cloud/index';
import { DEFAULT_PASSWORD, TOTP_SECRET } from '@/tests/fake-cloud/seed/people';
import { chooseEndpoint } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import type { ComputeAccess } from '@/utils/openstack/compute/access';
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

export const client: Client = { fetch };

/**
 * The cloud under test: the one of `OS_CLIENT_CONFIG_FILE` where that is set, else a fake cloud of its own. Its accounts are
 * `demo` (member of two projects), `ops` (the same user, the other project), `corp-web` (a user of another domain),
 * `reader` (may look, may not open consoles) and `demo-appcred` (an application credential of demo).
 */
export interface Target {
  demo: PasswordAccount;
  ops: PasswordAccount;
  corp: PasswordAccount;
  /** a cloud may lack it */
  reader: PasswordAccount | null;
  appCred: AppCredAccount;
  /**
   * A user of the demo project who needs a passcode too. Of a real cloud: `OS_TOTP_USERNAME` (domain Default),
   * `OS_TOTP_PASSWORD` and `OS_TOTP_SECRET` (base32).
   */
  totp: { user: { name: string; domain: { name: string } }; password: string; secret: string } | null;
  close(): Promise<void>;
}

export async function openTarget(): Promise<Target> {
  const file = process.env.OS_CLIENT_CONFIG_FILE;
  if (file) return { ...accountsOf(readFileSync(file, 'utf8')), totp: totpOfEnvironment(), close: async () => {} };
  const fake = await startFakeCloud({ acceptAccessRules: process.env.FAKE_ACCESS_RULES === '1' });
  const totp = { user: { name: 'totp', domain: DEFAULT }, password: DEFAULT_PASSWORD, secret: TOTP_SECRET };
  return { ...accountsOf(fake.cloudsYaml), totp, close: () => fake.close() };
}

const DEFAULT = { name: 'Default' };

function totpOfEnvironment(): Target['totp'] {
  const { OS_TOTP_USERNAME: name, OS_TOTP_PASSWORD: password, OS_TOTP_SECRET: secret } = process.env;
  return name && password && secret ? { user: { name, domain: DEFAULT }, password, secret } : null;
}

function accountsOf(yaml: string): Omit<Target, 'close' | 'totp'> {
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
    reader: clouds.reader ? passwordAccount('reader', clouds.reader) : null,
    appCred: appCredAccount('demo-appcred', entry('demo-appcred')),
  };
}

/** Signs in and finds Nova. Each call has a token of its own, so that one test can revoke it. */
export async function enter(account: Account): Promise<ComputeAccess> {
  const { token, catalog } = await issueToken(client, account.authUrl, account);
  const { url } = chooseEndpoint(catalog, { interface: account.interface }, account.region);
  return { endpoint: url, token };
}

/** The error a call ends with; every refusal by a service must carry its request id. */
export async function refusalOf(call: Promise<unknown>): Promise<OpenStackError> {
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

/** What the cloud under test has, or the test ends as skipped and says what was missing. */
export function need<T>(context: TestContext, what: string, found: T | null | undefined): T {
  if (found !== null && found !== undefined) return found;
  console.warn(`not tested, since this cloud has no ${what}: ${context.task.name}`);
  return context.skip(`this cloud has no ${what}`);
}
