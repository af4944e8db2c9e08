import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, Window } from 'happy-dom';
import type { FakeCloud } from '@/tests/fake-cloud';
import type { LogInAs } from '@/tests/fake-cloud/horizon/handle';

export const HORIZON_AJAX_HEADERS = { 'X-Requested-With': 'XMLHttpRequest' };
const RECORDED = 'tests/fixtures/horizon/zed';

/** A recorded page or download of a real Horizon of release Zed. */
export function recordedText(name: string): string {
  return readFileSync(join(RECORDED, name), 'utf8');
}

export interface RecordedAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** What a real Horizon's REST API answered. */
export function recordedAnswer(name: string): RecordedAnswer {
  return (JSON.parse(recordedText('rest-answers.json')) as Record<string, RecordedAnswer>)[name] as RecordedAnswer;
}

/** The text as a document; its scripts do not run. */
export function documentOf(text: string): Document {
  const { document } = new Window();
  document.write(text);
  return document;
}

/** A visitor of the dashboard who is logged in. */
export function visit(cloud: FakeCloud, userName = 'demo', as: LogInAs = {}) {
  const login = cloud.dashboard.logIn(userName, as);
  const request = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(new URL(path, cloud.horizonUrl), {
      redirect: 'manual',
      ...init,
      headers: { Cookie: login.cookie, ...(init.headers as Record<string, string> | undefined) },
    });
  return {
    login,
    request,
    async page(path: string): Promise<Document> {
      const answer = await request(path);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.headers.get('location')}`);
      return documentOf(await answer.text());
    },
    async json(path: string): Promise<unknown> {
      return (await request(path, { headers: HORIZON_AJAX_HEADERS })).json();
    },
  };
}

/** Rows of the list, by name. */
export function rowNames(document: Document): string[] {
  return [...document.querySelectorAll('table#instances tr[data-object-id]')].map(
    (row) => row.getAttribute('data-display') ?? '',
  );
}
