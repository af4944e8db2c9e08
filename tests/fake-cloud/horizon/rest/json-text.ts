import type { Answer } from '@/tests/fake-cloud/http/messages';

/** A bare JSON string: an error of this API. Source: openstack_dashboard/api/rest/utils.py. */
export function jsonText(status: number, message: string): Answer {
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(message) };
}
