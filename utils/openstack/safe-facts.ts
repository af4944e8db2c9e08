import type { OpenStackErrorFacts } from './errors';
import type { Fault } from './faults';
import { repeatsSecret } from './redact';

type FaultFacts = NonNullable<Fault['facts']>;

/** openstack/keystone setup.cfg `keystone.auth.*`; `other` stands for any other name */
const METHODS = new Set([
  ...['application_credential', 'external', 'kerberos', 'mapped', 'oauth1', 'openid', 'password', 'saml2', 'token'],
  ...['totp', 'x509', 'other'],
]);

/** Each name once; those that Keystone does not have are one `other`. */
export function knownMethods(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => (METHODS.has(name) ? name : 'other')))];
}

/** UUID, or SHA-256 for LDAP: keystone/common/utils.py, keystone/identity/id_generators/sha256.py */
const USER_ID = /^(?:[0-9a-f]{32}|[0-9a-f]{64})$/;
const MICROVERSION = /^\d{1,2}\.\d{1,4}$/;

type FactFilters = {
  [K in keyof FaultFacts]-?: (facts: FaultFacts, secrets: readonly string[]) => Pick<FaultFacts, K>;
};

/** Each fact's form; a fact without one does not compile. */
const FACT_FILTERS: FactFilters = {
  methods: ({ methods }) => (methods ? { methods: methods.filter((name) => METHODS.has(name)) } : {}),
  microversions: ({ microversions }, secrets) => {
    const { min = '', max = '' } = microversions ?? {};
    const isSafe = [min, max].every((text) => MICROVERSION.test(text) && !repeatsSecret(text, secrets));
    return isSafe ? { microversions: { min, max } } : {};
  },
  userId: ({ userId = '' }, secrets) => (USER_ID.test(userId) && !repeatsSecret(userId, secrets) ? { userId } : {}),
};

/** Only facts in their own form that repeat no secret of the request: a cloud may write anything. */
export function safeFaultFacts(facts: FaultFacts, secrets: readonly string[]): FaultFacts {
  return Object.assign({}, ...Object.values(FACT_FILTERS).map((read) => read(facts, secrets)));
}

/** oslo.middleware oslo_middleware/request_id.py: `req-` and a UUID */
export function safeRequestId(text: string, secrets: readonly string[]): string | undefined {
  return /^req-[0-9a-f-]{1,36}$/.test(text) && !repeatsSecret(text, secrets) ? text : undefined;
}

const FROM_CLOUD = ['detail', 'methods', 'microversions', 'regions', 'requestId', 'userId'] as const;

/** Without what a cloud wrote: kept after the sign-ins are locked. */
export function withoutCloudFacts<F extends OpenStackErrorFacts>(facts: F): Omit<F, (typeof FROM_CLOUD)[number]> {
  const kept = { ...facts };
  for (const name of FROM_CLOUD) delete kept[name];
  return kept;
}
