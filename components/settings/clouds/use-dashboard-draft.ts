import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import type { PageApi } from '@/utils/messaging/page-api';
import type { Problem } from '@/utils/problems/problem';
import { type FormDraft, NO_DRAFT } from './form-values';

/** What a dashboard says about its cloud. */
export interface DashboardDraft {
  /** root of the dashboard */
  from: string;
  draft: FormDraft;
  /** why it says nothing: the form is shown all the same */
  problem: Problem | null;
}

/**
 * Asks a dashboard about its cloud, for the form to begin with.
 * @param from its root; undefined: none is asked
 * @returns undefined until it has answered
 */
export function useDashboardDraft(from: string | undefined): DashboardDraft | undefined {
  const api = usePageApi();
  const [draft, setDraft] = useState<DashboardDraft>();
  useEffect(() => {
    if (from !== undefined) void readDraft(api, from).then(setDraft);
  }, [api, from]);
  return draft?.from === from ? draft : undefined;
}

async function readDraft(api: PageApi, from: string): Promise<DashboardDraft> {
  if (!URL.canParse(from)) return { from, draft: NO_DRAFT, problem: { code: 'DASHBOARD_NOT_FOUND', facts: {} } };
  const fields = { dashboardUrl: from, name: new URL(from).hostname };
  const addressOnly = { from, draft: { fields, signIn: null } };
  const reply = await api.send('readApiAccess', { root: from });
  if (!reply.ok) return { ...addressOnly, problem: reply.problem };
  // Loaded only here, since it contains the YAML parser.
  const { formDraft } = await import('./form-draft');
  const draft = formDraft(reply.value);
  if (draft === null) return { ...addressOnly, problem: { code: 'DASHBOARD_WITHHOLDS', facts: {} } };
  return { from, draft: { ...draft, fields: { ...fields, ...draft.fields } }, problem: null };
}
