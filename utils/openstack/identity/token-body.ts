import * as z from 'zod/mini';
import { capped } from '@/utils/openstack/capped';
import { type CatalogService, catalogSchema, readCatalog } from '@/utils/openstack/catalog';
import { knownMethods } from '@/utils/openstack/safe-facts';
import { utcMs } from './time';

/** The name is the id where Keystone gives none. */
export interface Named {
  id: string;
  name: string;
}

/** Times are ms since the epoch. */
export interface TokenFacts {
  methods: string[];
  user: Named & { domain: Named };
  /** null where the scope is not a project */
  project: (Named & { domain: Named }) | null;
  roles: Named[];
  /** empty where unscoped */
  catalog: CatalogService[];
  issuedAt: number | null;
  /** null: it never expires */
  expiresAt: number | null;
  passwordExpiresAt: number | null;
  applicationCredential: (Named & { restricted: boolean; hasAccessRules: boolean }) | null;
  scope: 'project' | 'domain' | 'system' | 'unscoped';
}

const MAX_TEXT = 255;
const MAX_METHODS = 100;
const MAX_ROLES = 1000;

const nullableText = z.nullish(z.string());
/** Federated users and domains may lack names. */
const named = z.object({ id: z.string().check(z.maxLength(MAX_TEXT)), name: nullableText });
const domain = z.nullish(z.object({ id: nullableText, name: nullableText }));

/** Source: keystone/common/render_token.py `render_token_response_from_model` */
export const tokenBody = z.object({
  token: z.object({
    methods: capped(z.string(), MAX_METHODS),
    user: z.extend(named, { domain, password_expires_at: nullableText }),
    project: z.nullish(z.extend(named, { domain })),
    roles: z.nullish(capped(named, MAX_ROLES)),
    catalog: z.nullish(catalogSchema),
    issued_at: nullableText,
    expires_at: z.nullable(z.string()),
    application_credential: z.nullish(
      z.extend(named, {
        restricted: z.optional(z.boolean()),
        access_rules: z.nullish(capped(z.unknown(), 1)),
      }),
    ),
    domain: z.nullish(z.unknown()),
    system: z.nullish(z.unknown()),
  }),
});

/** Throws SCHEMA_MISMATCH where a time cannot be read. */
export function readToken({ token }: z.infer<typeof tokenBody>): TokenFacts {
  const { user, project, application_credential: credential } = token;
  return {
    methods: knownMethods(token.methods),
    user: withDomain(user),
    project: project ? withDomain(project) : null,
    roles: (token.roles ?? []).map(readNamed),
    catalog: readCatalog(token.catalog ?? []),
    issuedAt: utcMs(token.issued_at),
    expiresAt: utcMs(token.expires_at),
    passwordExpiresAt: utcMs(user.password_expires_at),
    applicationCredential: credential
      ? {
          ...readNamed(credential),
          restricted: credential.restricted ?? true,
          hasAccessRules: (credential.access_rules ?? null) !== null,
        }
      : null,
    scope: project ? 'project' : token.domain ? 'domain' : token.system ? 'system' : 'unscoped',
  };
}

function readNamed({ id, name }: z.infer<typeof named>): Named {
  return { id, name: (name ?? id).slice(0, MAX_TEXT) };
}

function withDomain(of: z.infer<typeof named> & { domain?: z.infer<typeof domain> }): Named & { domain: Named } {
  return { ...readNamed(of), domain: { id: cut(of.domain?.id), name: cut(of.domain?.name ?? of.domain?.id) } };
}

function cut(text: string | null | undefined): string {
  return (text ?? '').slice(0, MAX_TEXT);
}
