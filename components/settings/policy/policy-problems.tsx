import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { i18n } from '@/utils/i18n';
import type { PolicyProblem } from '@/utils/messaging/views';

/** Entries of the administrator's policy that could not be used. */
export function PolicyProblems() {
  const api = usePageApi();
  const [problems, setProblems] = useState<PolicyProblem[]>([]);
  useEffect(() => {
    void api.send('policyState', {}).then((reply) => {
      if (reply.ok) setProblems(reply.value.problems);
    });
  }, [api]);
  if (problems.length === 0) return null;
  return (
    <section class="section warning policy-problems" aria-labelledby="policy-title">
      <h2 id="policy-title">{i18n.t('settings.policy.title')}</h2>
      <p>{i18n.t('settings.policy.problems')}</p>
      <ul>
        {problems.map(({ entry, fields }) => (
          <li key={`${entry} ${fields.join()}`}>
            <code>{fields.length === 0 ? entry : `${entry}: ${fields.join(', ')}`}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
