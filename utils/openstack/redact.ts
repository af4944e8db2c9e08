const SECRET_HEADERS = ['x-auth-token', 'x-subject-token', 'openstack-auth-receipt'];
const SECRET_KEYS = ['password', 'original_password', 'secret', 'passcode'];
/** A shorter one may be a word of the message: a gap would reveal it. */
const REPLACEABLE_LENGTH = 16;
const DETAIL_LENGTH = 300;
const REDACTED = '[redacted]';

const SECRET_PATTERNS = [
  /gAAAA[\w-]{8,}={0,2}/g, // Fernet: tokens and receipts
  /(?<![\w-])(?=[\w-]*eyJ)[\w-]+\.[\w-]+\.[\w-]+/g, // JWS tokens; the look-behind keeps the time linear
  /\b[0-9a-f]{40,}\b/gi,
  /(?<=token(?:=|%3D|%253D))[\w-]+/gi, // console URLs
];

/**
 * The secrets of a request: token headers; password, secret and passcode at any depth of the body; the token of method
 * `token`.
 * Source: https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management
 */
export function secretsOf(headers: Headers, body: unknown): string[] {
  const found = new Set<string>();
  for (const name of SECRET_HEADERS) found.add(headers.get(name) ?? '');
  collect(body, '', found);
  found.delete('');
  return [...found];
}

function collect(value: unknown, key: string, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && (SECRET_KEYS.includes(name) || (key === 'token' && name === 'id'))) {
      found.add(inner);
    }
    collect(inner, name, found);
  }
}

/** At most 300 characters. Undefined: empty, or repeats a secret too short to cut out. */
export function safeDetail(message: string, secrets: readonly string[]): string | undefined {
  // Keystone appends the request that its schema refuses.
  let text = message.replace(/\n[^\S\n]*Failed validating [\s\S]*$/, '');
  for (const secret of secrets) {
    for (const form of encodingsOf(secret)) {
      if (!text.includes(form)) continue;
      if (form.length < REPLACEABLE_LENGTH) return undefined;
      text = text.replaceAll(form, REDACTED);
    }
  }
  return withoutSecrets(text).replace(/\s+/g, ' ').trim().slice(0, DETAIL_LENGTH).trimEnd() || undefined;
}

/** Without what looks like a token, receipt or console token. */
export function withoutSecrets(text: string): string {
  return SECRET_PATTERNS.reduce((rest, pattern) => rest.replace(pattern, REDACTED), text);
}

/** Plain, and as JSON, Python and a URL have it. */
function encodingsOf(secret: string): Set<string> {
  return new Set([
    secret,
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('\\', '\\\\'),
    secret.replace(/[\\']/g, '\\$&'),
    encodeURIComponent(secret.toWellFormed()),
  ]);
}
