import type { ImportProblem } from '@/utils/cloud-files/import-problems';
import { i18n } from '@/utils/i18n';

/** A problem of a file, or of a cloud in it, in words. */
export function problemWords({ code, key = '', value = '', line }: ImportProblem): string {
  if (code === 'NOT_YAML' && line !== undefined) return i18n.t('importProblemWith.line', { line });
  if (code === 'VALUE_UNUSED' && line !== undefined)
    return i18n.t('importProblemWith.value', { key: key || '?', line });
  switch (code) {
    case 'SECRETS_UNMATCHED':
    case 'VENDOR_PROFILE_ONLY':
    case 'VENDOR_PROFILE_UNUSED':
    case 'AUTH_TYPE_UNSUPPORTED':
      return i18n.t(`importProblem.${code}`, { value: value || '?' });
    case 'CA_FILE_UNUSABLE':
    case 'CLIENT_CERT_UNUSABLE':
    case 'INSECURE_UNSUPPORTED':
    case 'ENDPOINT_OVERRIDE_UNUSED':
    case 'SCOPE_UNUSED':
    case 'DOMAIN_ASSUMED':
    case 'VALUE_UNUSED':
      return i18n.t(`importProblem.${code}`, { key: key || '?' });
    case 'VARIABLE_UNKNOWN':
    case 'COMMAND_NOT_RUN':
    case 'CONDITION_NOT_DECIDED':
    case 'LINE_NOT_READ':
      return i18n.t(`importProblem.${code}`, { key: key || '?', line: line ?? '?' });
    case 'SCRIPT_NOT_RUN':
      return i18n.t(`importProblem.${code}`, { line: line ?? '?' });
    default:
      return i18n.t(`importProblem.${code}`);
  }
}
