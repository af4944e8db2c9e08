import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import type { Problem } from '@/utils/problems/problem';
import { type FormDraft, NO_DRAFT } from './form-values';

/** What a dashboard told about its cloud. */
export interface Told {
  from: string | undefined;
  draft: FormDraft;
  /** why it told nothing: the form is there all the same */
  problem: Problem | null;
}

/**
 * Asks a dashboard about its cloud, for the form to begin with.
 * @param from its root; undefined: none is asked
 * @returns undefined until it has answered
 */
export function useDashboardDraft(from: string | undefined): Told | undefined {
  const api = usePageApi();
  const [told, setTold] = useState<Told>();
  useEffect(() => {
    if (from === undefined) return;
    if (!URL.canParse(from))
      return setTold({ from, draft: NO_DRAFT, problem: { code: 'DASHBOARD_NOT_FOUND', facts: {} } });
    const fields = { dashboardUrl: from, name: new URL(from).hostname };
    const nothing = { from, draft: { fields, signIn: null } };
    void api.send('readApiAccess', { root: from }).then(async (reply) => {
      if (!reply.ok) return setTold({ ...nothing, problem: reply.problem });
      // The reader of YAML is large, and only this needs it.
      const { formDraft } = await import('./form-draft');
      const draft = formDraft(reply.value);
      const problem: Problem = { code: 'DASHBOARD_WITHHOLDS', facts: {} };
      if (draft === null) return setTold({ ...nothing, problem });
      setTold({ from, draft: { ...draft, fields: { ...fields, ...draft.fields } }, problem: null });
    });
  }, [api, from]);
  return told?.from === from ? told : undefined;
}
