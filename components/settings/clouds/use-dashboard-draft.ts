import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import type { PageApi } from '@/utils/messaging/page-api';
import type { Problem } from '@/utils/problems/problem';
import { type FormDraft, NO_DRAFT } from './form-values';

/** The form's first values, as a dashboard gives them. */
export interface DashboardDraft {
  root: string;
  draft: FormDraft;
  /** why it gave no values; the form is shown anyway */
  problem: Problem | null;
}

/** Asks the dashboard at `root`, if any, about its cloud. @returns undefined until it has answered */
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
  // contains the YAML library
  const { formDraft } = await import('./form-draft');
  const draft = formDraft(reply.value);
  if (draft === null) return { ...addressOnly, problem: { code: 'DASHBOARD_NO_API_ACCESS', facts: {} } };
  return { root, draft: { ...draft, fields: { ...fields, ...draft.fields } }, problem: null };
}
