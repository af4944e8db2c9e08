import type { ImportProblem } from '@/utils/cloud-files/import-problems';
import { i18n } from '@/utils/i18n';

/** A problem of a file, or of one cloud in it, in the browser's language. */
export function problemWords({ code, key = '', value = '', line }: ImportProblem): string {
  if (code === 'NOT_YAML' && line !== undefined) return i18n.t('importProblemWith.line', { line });
  switch (code) {
    case 'SECRETS_UNMATCHED':
    case 'VENDOR_PROFILE_ONLY':
    case 'VENDOR_PROFILE_UNUSED':
    case 'AUTH_TYPE_UNSUPPORTED':
      return i18n.t(`importProblem.${code}`, { value: value || '?' });
    case 'CA_FILE_UNUSABLE':
    case 'CLIENT_CERT_UNUSABLE':
    case 'TLS_CHECK_STAYS':
    case 'ENDPOINT_OVERRIDE_UNUSED':
    case 'SCOPE_UNUSED':
    case 'DOMAIN_ASSUMED':
    case 'VALUE_UNUSED':
    case 'VARIABLE_UNKNOWN':
    case 'SHELL_NOT_RUN':
      return i18n.t(`importProblem.${code}`, { key: key || '?' });
    default:
      return i18n.t(`importProblem.${code}`);
  }
}
