import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import type { Problem } from '@/utils/messaging/views';
import type { FormValues } from './form-values';

/** What a dashboard told about its cloud. */
export interface Told {
  from: string | undefined;
  draft: Partial<FormValues>;
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
    if (!URL.canParse(from)) return setTold({ from, draft: {}, problem: { code: 'DASHBOARD_NOT_FOUND', facts: {} } });
    const nothing = { from, draft: { dashboardUrl: from, name: new URL(from).hostname } };
    void api.send('readApiAccess', { root: from }).then(async (reply) => {
      if (!reply.ok) return setTold({ ...nothing, problem: reply.problem });
      // The reader of YAML is large, and only this needs it.
      const { formDraft } = await import('./form-draft');
      const draft = formDraft(reply.value);
      const problem: Problem = { code: 'DASHBOARD_WITHHOLDS', facts: {} };
      setTold(
        draft === null ? { ...nothing, problem } : { from, draft: { ...nothing.draft, ...draft }, problem: null },
      );
    });
  }, [api, from]);
  return told?.from === from ? told : undefined;
}
