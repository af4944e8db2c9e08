import type { PasskeyView } from '@/utils/messaging/views';

/** `cancelled`: the user or the browser refused; `unsupported`: the authenticator computes no key. */
export type PasskeyFailure = 'cancelled' | 'unsupported';

export const isFailure = (result: unknown): result is PasskeyFailure =>
  result === 'cancelled' || result === 'unsupported';

interface PrfOutputs {
  prf?: { enabled?: boolean; results?: { first?: BufferSource } };
}

/** Firefox lets no extension page use passkeys: its origin is no domain. */
export function offersPasskeys(): boolean {
  return !import.meta.env.FIREFOX && typeof PublicKeyCredential === 'function';
}

/** Asks for a new passkey of this extension, which is its relying party. Out: it, and what it computes, in base64. */
export async function createPasskey(name: string): Promise<{ passkey: PasskeyView; output: string } | PasskeyFailure> {
  const credential = await ask(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name },
        user: { id: random(16), name, displayName: name },
        challenge: random(32),
        // ES256 and RS256, which all authenticators have
        pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key' as const, alg })),
        // Password managers and phones make no other ones.
        authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
        extensions: { prf: {} },
      },
    }),
  );
  if (credential === null) return 'cancelled';
  if (outputsOf(credential)?.enabled !== true) return 'unsupported';
  const passkey = { credentialId: toBase64(credential.rawId), input: toBase64(random(32)) };
  // Not every authenticator computes it at once; and this shows that it does.
  const output = await readPasskey(passkey);
  return isFailure(output) ? output : { passkey, output };
}

/** Asks for the passkey. Out: what it computes of its input, in base64. */
export async function readPasskey({ credentialId, input }: PasskeyView): Promise<string | PasskeyFailure> {
  const credential = await ask(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(32),
        allowCredentials: [{ type: 'public-key', id: fromBase64(credentialId) }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: fromBase64(input) } } },
      },
    }),
  );
  if (credential === null) return 'cancelled';
  const first = outputsOf(credential)?.results?.first;
  return first === undefined ? 'unsupported' : toBase64(first);
}

const outputsOf = (credential: PublicKeyCredential) => (credential.getClientExtensionResults() as PrfOutputs).prf;

/** Null: refused. Browsers do not tell why. */
async function ask(call: () => Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    const credential = await call();
    return credential instanceof PublicKeyCredential ? credential : null;
  } catch {
    return null;
  }
}

function random(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

function toBase64(bytes: BufferSource): string {
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
  return btoa(String.fromCharCode(...view));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
