import type { ApiAccess } from '@/utils/messaging/views';
import type { FormValues } from './form-values';
export function formDraft(access: ApiAccess): Partial<FormValues> | null {
  return access.source === 'session' ? { authUrl: access.authUrl } : null;
}
