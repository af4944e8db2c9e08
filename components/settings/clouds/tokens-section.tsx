import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { ProblemAlert } from '@/components/problem-alert';
import type { CloudProfile } from '@/utils/clouds/profile';
import { i18n } from '@/utils/i18n';
import type { TokenView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';

interface Props {
  profile: CloudProfile;
  /** another value: look again */
  moment: unknown;
  /** the person signed out: what is stored may have changed */
  onSignedOut(): void;
}

const METHODS = ['password', 'totp', 'application_credential', 'token'] as const;
const OUT = { pending: 'outUnrevoked', limited: 'outLimited', foreign: 'outForeign', dashboard: 'outLent' } as const;

/** Which tokens of a cloud are in use, until when and from what; and the end of them. */
export function TokensSection({ profile, moment, onSignedOut }: Props) {
  const api = usePageApi();
  const cloudId = profile.id;
  const lent = profile.signIn.method === 'horizon_session';
  const [tokens, setTokens] = useState<TokenView[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState('');
  const [busy, setBusy] = useState(false);

  const load = async () => {
    const reply = await api.send('listTokens', { cloudId });
    if (!reply.ok) return setProblem(reply.problem);
    setTokens(reply.value);
    // What was said of signing out is untrue once somebody signed in again.
    if (reply.value.length > 0) setDone('');
  };
  useEffect(() => void load(), [api, cloudId, moment]);

  const signOut = async () => {
    setBusy(true);
    setProblem(null);
    const reply = await api.send('signOut', { cloudId });
    setBusy(false);
    if (!reply.ok) return setProblem(reply.problem);
    setDone(i18n.t(reply.value.revoked ? 'settings.tokens.out' : `settings.tokens.${OUT[reply.value.why]}`));
    await load();
    onSignedOut();
  };

  if (tokens === null && problem === null) return null;
  return (
    <section class="section" aria-labelledby="tokens-title">
      <h2 id="tokens-title">{i18n.t('settings.tokens.title')}</h2>
      <p class="hint">{i18n.t('settings.tokens.text')}</p>
      {tokens?.length === 0 && <p>{i18n.t('settings.tokens.none')}</p>}
      <ul class="hosts">
        {tokens?.map((token, index) => (
          <li key={`${token.project?.id} ${index}`}>
            <span class="host">
              <b>{token.project?.name ?? i18n.t('settings.tokens.unscoped')}</b>
              <span class="hint">{textOf(token, lent)}</span>
            </span>
          </li>
        ))}
      </ul>
      {problem !== null && <ProblemAlert problem={problem} actions={{ retry: () => void load() }} />}
      <p class="hint" id="sign-out-hint">
        {i18n.t(`settings.tokens.${lent ? 'stays' : profile.remember === 'session' ? 'drops' : 'keeps'}`)}
      </p>
      <div class="buttons">
        <button
          type="button"
          class="button"
          aria-describedby="sign-out-hint"
          disabled={busy}
          onClick={() => void signOut()}
        >
          {i18n.t('settings.tokens.signOut')}
        </button>
        {done !== '' && (
          <p role="status" class="form-status">
            {done}
          </p>
        )}
      </div>
    </section>
  );
}

function textOf({ expiresAt, methods, ours }: TokenView, lent: boolean): string {
  const first = methods.filter((method) => method !== 'token' || methods.length === 1);
  const words = first.map((name) => {
    const known = METHODS.find((method) => method === name);
    return known === undefined ? name : i18n.t(`settings.tokens.method.${known}`);
  });
  const method = words.sort().join(' + ');
  if (expiresAt === null) return i18n.t('settings.tokens.forever', { method });
  const locale = i18n.t('@@ui_locale').replace('_', '-');
  const time = new Date(expiresAt).toLocaleString(locale, { dateStyle: 'short', timeStyle: 'short' });
  if (ours) return i18n.t('settings.tokens.entry', { time, method });
  return i18n.t(lent ? 'settings.tokens.lent' : 'settings.tokens.foreign', { time });
}
