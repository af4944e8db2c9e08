import type { RoleName, User } from '@/tests/fake-cloud/contents';
import { auditId, fernetLike } from '@/tests/fake-cloud/ids';

export type FakeTokenScope =
  | { kind: 'unscoped' }
  | { kind: 'project'; projectId: string }
  | { kind: 'domain'; domainId: string }
  | { kind: 'system' };

export interface Token {
  id: string;
  methods: string[];
  userId: string;
  scope: FakeTokenScope;
  roles: RoleName[];
  applicationCredentialId?: string;
  auditIds: string[];
  /** milliseconds since the epoch */
  issuedAt: number;
  /** null: never */
  expiresAt: number | null;
  revoked: boolean;
}

export type TokenGrant = Pick<Token, 'methods' | 'scope' | 'roles' | 'applicationCredentialId'> & {
  user: User;
  /** a token issued from a token keeps its expiry and its first audit id */
  parent?: Token;
};

/** Whole seconds, as in Keystone's Fernet tokens. */
function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000;
}

/** Every token this cloud has issued. */
export class TokenStore {
  readonly #tokens = new Map<string, Token>();
  /** the second in which all tokens of a user were revoked, by user id */
  readonly #ended = new Map<string, number>();

  issue(grant: TokenGrant, seconds: number | null): Token {
    const issuedAt = wholeSeconds(Date.now());
    const expiresAt = seconds === null ? null : issuedAt + seconds * 1000;
    const token: Token = {
      id: fernetLike(),
      methods: grant.methods,
      userId: grant.user.id,
      scope: grant.scope,
      roles: grant.roles,
      auditIds: [auditId(), ...(grant.parent?.auditIds.slice(-1) ?? [])],
      issuedAt,
      expiresAt: grant.parent ? grant.parent.expiresAt : expiresAt,
      revoked: false,
    };
    if (grant.applicationCredentialId !== undefined) token.applicationCredentialId = grant.applicationCredentialId;
    this.#tokens.set(token.id, token);
    return token;
  }

  /** The token, if it is neither revoked nor expired. */
  valid(id: string | undefined): Token | undefined {
    const token = id === undefined ? undefined : this.#tokens.get(id);
    if (!token || token.revoked || (token.expiresAt !== null && token.expiresAt <= Date.now())) return undefined;
    return token.issuedAt <= (this.#ended.get(token.userId) ?? 0) ? undefined : token;
  }

  all(): Token[] {
    return [...this.#tokens.values()];
  }

  allValid(): Token[] {
    return this.all().filter((token) => this.valid(token.id) !== undefined);
  }

  revoke(where: (token: Token) => boolean): void {
    for (const token of this.#tokens.values()) if (where(token)) token.revoked = true;
  }

  /**
   * Revokes all tokens of a user, also those issued later in this second.
   * Source: keystone/models/revoke_model.py (events have whole seconds)
   */
  revokeUser(userId: string): void {
    this.#ended.set(userId, wholeSeconds(Date.now()));
  }

  /** As if none had been issued. */
  clear(): void {
    this.#tokens.clear();
    this.#ended.clear();
  }

  /** Makes every token expire now. */
  expireAll(): void {
    for (const token of this.#tokens.values())
      token.expiresAt = Math.min(token.expiresAt ?? Number.POSITIVE_INFINITY, Date.now());
  }
}

export interface FakeReceipt {
  id: string;
  userId: string;
  methods: string[];
  /** milliseconds since the epoch */
  issuedAt: number;
  expiresAt: number;
}

/** Receipts of sign-ins that still need a method. Source: keystone/receipt/. */
export class ReceiptStore {
  readonly #receipts = new Map<string, FakeReceipt>();

  issue(userId: string, methods: string[]): FakeReceipt {
    const issuedAt = Math.floor(Date.now() / 1000) * 1000;
    const receipt: FakeReceipt = { id: fernetLike(80), userId, methods, issuedAt, expiresAt: issuedAt + 300_000 };
    this.#receipts.set(receipt.id, receipt);
    return receipt;
  }

  valid(id: string): FakeReceipt | undefined {
    const receipt = this.#receipts.get(id);
    return receipt && receipt.expiresAt > Date.now() ? receipt : undefined;
  }

  all(): FakeReceipt[] {
    return [...this.#receipts.values()];
  }
}
