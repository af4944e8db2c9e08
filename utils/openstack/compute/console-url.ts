import { OpenStackError } from '@/utils/openstack/errors';
import type { ConsoleKind } from './console-types';

/**
 * A console URL that may be opened: http or https; for a serial console, which is a bare WebSocket, also ws or wss.
 * It is a secret, so the error does not repeat it. Throws CONSOLE_URL_UNSAFE.
 */
export function safeConsoleUrl(url: string, { type }: ConsoleKind): string {
  const allowed = type === 'serial' ? ['http:', 'https:', 'ws:', 'wss:'] : ['http:', 'https:'];
  if (!URL.canParse(url) || !allowed.includes(new URL(url).protocol)) {
    throw new OpenStackError('CONSOLE_URL_UNSAFE', { service: 'compute' });
  }
  return url;
}
