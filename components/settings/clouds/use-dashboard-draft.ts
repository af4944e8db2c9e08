import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import type { PageApi } from '@/utils/messaging/page-api';
import type { Problem } from '@/utils/problems/problem';
import { type FormDraft, NO_DRAFT } from './form-values';

/** The form's first values, as a dashboard gives them for its cloud. */
export interface DashboardDraft {
  /** root of the dashboard */
  root: string;
  draft: FormDraft;
  /** why the dashboard gave no values; the form is shown all the same */
  problem: Problem | null;
}

/**
 * Asks a dashboard about its cloud, for the form to begin with.
 * @param root its root; undefined: none is asked
 * @returns undefined until it has answered
 */
export function useDashboardDraft(root: string | undefined): DashboardDraft | undefined {
  const api = usePageApi();
  const [draft, setDraft] = useState<DashboardDraft>();
  useEffect(() => {
    if (root !== undefined) void readDraft(api, root).then(setDraft);
  }, [api, root]);
  return draft?.root === root ? draft : undefined;
}

async function readDraft(api: PageApi, root: string): Promise<DashboardDraft> {
  if (!URL.canParse(root)) return { root, draft: NO_DRAFT, problem: { code: 'DASHBOARD_NOT_FOUND', facts: {} } };
  const fields = { dashboardUrl: root, name: new URL(root).hostname };
  const addressOnly = { root, draft: { fields, signIn: null } };
  const reply = await api.send('readApiAccess', { root });
  if (!reply.ok) return { ...addressOnly, problem: reply.problem };
  // Loaded only here, since it contains the YAML parser.
  const { formDraft } = await import('./form-draft');
  const draft = formDraft(reply.value);
  if (draft === null) return { ...addressOnly, problem: { code: 'DASHBOARD_NO_API_ACCESS', facts: {} } };
  return { root, draft: { ...draft, fields: { ...fields, ...draft.fields } }, problem: null };
}
