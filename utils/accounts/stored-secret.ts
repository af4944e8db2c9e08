import type { CloudProfile } from '@/utils/clouds/profile';
import type { Credential } from '@/utils/sign-in/methods';
import type { Vault } from '@/utils/vault/vault';

/**
 * The stored secret for what the user changed of a cloud: bound to the cloud as it was, else (of an interrupted change)
 * as it is to be. Another one is not used: what wrote the profile was not the user. Throws as `Vault.get`.
 * @param before null: not stored
 */
export async function storedSecretOf(
  vault: Pick<Vault, 'get'>,
  before: CloudProfile | null,
  after: CloudProfile,
): Promise<Credential | null> {
  const { id, remember } = after;
  const found = before === null ? null : await vault.get(id, remember, before);
  return found ?? vault.get(id, remember, after);
}
