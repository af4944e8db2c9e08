const SECRET_HEADERS = ['x-auth-token', 'x-subject-token', 'openstack-auth-receipt'];
/** Of Keystone, OAuth 2.0 (RFC 6749, 7521, 7523, 8628, 8693) and SAML. */
const SECRET_KEYS = new Set([
  ...['password', 'original_password', 'secret', 'passcode'],
  ...['client_secret', 'access_token', 'refresh_token', 'id_token', 'assertion', 'client_assertion', 'code'],
  ...['code_verifier', 'device_code', 'subject_token', 'actor_token', 'SAMLResponse'],
]);
/** A shorter one may be a word of the message: a gap would reveal it. */
const REPLACEABLE_LENGTH = 16;
const DETAIL_LENGTH = 300;
/** Reading longer messages would take long. */
export const MAX_MESSAGE_LENGTH = 64 * 1024;
const REDACTED = '[redacted]';

const SECRET_PATTERNS = [
  /gAAAA[\w-]{8,}={0,2}/g, // Fernet: tokens and receipts
  /(?<![\w-])(?=[\w-]*eyJ)[\w-]+\.[\w-]+\.[\w-]+/g, // JWS tokens; the look-behind keeps the time linear
  /\b[0-9a-f]{40,}\b/gi,
  /(?<=token(?:=|%3D|%253D))[\w-]+/gi, // console URLs
];

/**
 * From token headers, `Authorization`, SECRET_KEYS at any depth of the body, and method `token`. Source:
 * https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management
 */
export function secretsOf(headers: Headers, body: unknown): string[] {
  const found = new Set<string>();
  for (const name of SECRET_HEADERS) found.add(headers.get(name) ?? '');
  for (const secret of secretsOfAuthorization(headers.get('authorization') ?? '')) found.add(secret);
  collect(body, '', found);
  found.delete('');
  return [...found];
}

/** The credentials, and the password of `Basic` (https://www.rfc-editor.org/rfc/rfc7617). */
function secretsOfAuthorization(value: string): string[] {
  const credentials = value.slice(value.indexOf(' ') + 1).trim();
  if (!/^basic /i.test(value)) return [credentials];
  try {
    const bytes = Uint8Array.from(atob(credentials), (char) => char.charCodeAt(0));
    const pair = new TextDecoder().decode(bytes);
    return [credentials, pair, pair.slice(pair.indexOf(':') + 1)];
  } catch {
    return [credentials];
  }
}

function collect(value: unknown, key: string, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && (SECRET_KEYS.has(name) || (key === 'token' && name === 'id'))) {
      found.add(inner);
    }
    collect(inner, name, found);
  }
}

/** At most 300 characters. Undefined: empty, or repeats a secret too short to cut out. */
export function safeDetail(message: string, secrets: readonly string[]): string | undefined {
  // Keystone appends the request that its schema refuses.
  let text = message.slice(0, MAX_MESSAGE_LENGTH).replace(/\n[^\S\n]*Failed validating [\s\S]*$/, '');
  let longest = 0;
  for (const form of secrets.flatMap((secret) => [...encodingsOf(secret)])) {
    longest = Math.max(longest, form.length);
    if (!text.includes(form)) continue;
    if (form.length < REPLACEABLE_LENGTH) return undefined;
    text = text.replaceAll(form, REDACTED);
  }
  // A secret may begin before the cut and end behind it.
  if (message.length > MAX_MESSAGE_LENGTH) text = withoutLastWord(text.slice(0, Math.max(0, text.length - longest)));
  return withoutSecrets(text).replace(/\s+/g, ' ').trim().slice(0, DETAIL_LENGTH).trimEnd() || undefined;
}

/** Also finds encoded forms. */
export function repeatsSecret(text: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => [...encodingsOf(secret)].some((form) => text.includes(form)));
}

/** In linear time. */
function withoutLastWord(text: string): string {
  let end = text.length;
  while (end > 0 && /\S/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Without what looks like a token, receipt or console token. */
export function withoutSecrets(text: string): string {
  return SECRET_PATTERNS.reduce((rest, pattern) => rest.replace(pattern, REDACTED), text);
}

const HTML_ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' };

/** Plain, and as in JSON (of Python too, which has ASCII only), Python, HTML and a URL. */
function encodingsOf(secret: string): Set<string> {
  const json = JSON.stringify(secret).slice(1, -1);
  return new Set([
    secret,
    json,
    json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    secret.replace(/[&<>"']/g, (char) => HTML_ESCAPES[char] ?? char),
    secret.replaceAll('\\', '\\\\'),
    secret.replace(/[\\']/g, '\\$&'),
    encodeURIComponent(secret.toWellFormed()),
  ]);
}
