/** Request headers whose whole value is a secret. */
const SECRET_HEADERS = ['x-auth-token', 'x-subject-token', 'openstack-auth-receipt'];
/** Keys of a request body whose value is a secret. */
const SECRET_KEYS = ['password', 'original_password', 'secret', 'passcode'];
/** A shorter secret may be a word of the message itself: a gap in its place would give it away. */
const REPLACEABLE_LENGTH = 16;
const DETAIL_LENGTH = 300;
const GAP = '[redacted]';

/** Things that look like a secret, whoever they belong to. */
const SECRET_LOOKS = [
  /gAAAA[\w-]{8,}={0,2}/g, // Fernet: tokens and receipts
  /(?<![\w-])(?=[\w-]*eyJ)[\w-]+\.[\w-]+\.[\w-]+/g, // JWS tokens; from where a word begins, or long ones take quadratic time
  /\b[0-9a-f]{40,}\b/gi, // longer than an id
  /(?<=token(?:=|%3D|%253D))[\w-]+/gi, // console URLs
];

/**
 * The secrets a request carries: token headers; password, secret and passcode at any depth of the body; the token of
 * method `token`. Source: https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management
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

/**
 * A service's message made fit to be shown: without the given secrets, without anything that looks like one, at most 300
 * characters. Undefined where nothing can be kept: the message is empty, or repeats a secret too short to cut out.
 */
export function safeDetail(message: string, secrets: readonly string[]): string | undefined {
  // Keystone adds the whole request where it refuses one by its schema.
  let text = message.replace(/\n[^\S\n]*Failed validating [\s\S]*$/, '');
  for (const secret of secrets) {
    for (const form of writingsOf(secret)) {
      if (!text.includes(form)) continue;
      if (form.length < REPLACEABLE_LENGTH) return undefined;
      text = text.replaceAll(form, GAP);
    }
  }
  return withoutSecrets(text).replace(/\s+/g, ' ').trim().slice(0, DETAIL_LENGTH).trimEnd() || undefined;
}

/** A text without anything that looks like a secret: tokens, receipts, console tokens in URLs. */
export function withoutSecrets(text: string): string {
  return SECRET_LOOKS.reduce((rest, looks) => rest.replace(looks, GAP), text);
}

/** A secret as it is, and as JSON, Python and a URL write it. */
function writingsOf(secret: string): Set<string> {
  return new Set([
    secret,
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('\\', '\\\\'),
    secret.replace(/[\\']/g, '\\$&'),
    encodeURIComponent(secret.toWellFormed()),
  ]);
}
