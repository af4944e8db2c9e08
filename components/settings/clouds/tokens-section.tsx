import { useEffect, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { ProblemAlert } from '@/components/problem-alert';
import type { CloudProfile } from '@/utils/clouds/profile';
import { i18n } from '@/utils/i18n';
import type { TokenView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { usesDashboardSession } from '@/utils/sign-in/dashboard-session';

interface Props {
  profile: CloudProfile;
  reloadKey: unknown;
  onSignedOut(): void;
}

const TRANSLATED_METHODS = ['password', 'totp', 'application_credential', 'token'] as const;
const NOT_REVOKED_TEXT_KEYS = {
  pending: 'signedOutPending',
  'access-rules': 'signedOutAccessRules',
  'user-token': 'signedOutUserToken',
  'dashboard-session': 'signedOutDashboardSession',
} as const;

/** A cloud's tokens, and a button that signs out. */
export function TokensSection({ profile, reloadKey, onSignedOut }: Props) {
  const { tokens, problem, doneText, busy, load, signOut } = useTokens(profile.id, reloadKey, onSignedOut);
  if (tokens === null && problem === null) return null;
  const usesDashboard = usesDashboardSession(profile);
  const signOutHint = profile.remember === 'session' ? 'signInEndsToo' : 'signInStays';
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
              <span class="hint">{textOf(token, usesDashboard)}</span>
            </span>
          </li>
        ))}
      </ul>
      {problem !== null && <ProblemAlert problem={problem} actions={{ retry: () => void load() }} />}
      <p class="hint" id="sign-out-hint">
        {i18n.t(`settings.tokens.${usesDashboard ? 'dashboardTokenStays' : signOutHint}`)}
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
        {doneText !== '' && (
          <p role="status" class="form-status">
            {doneText}
          </p>
        )}
      </div>
    </section>
  );
}

function useTokens(cloudId: string, reloadKey: unknown, onSignedOut: () => void) {
  const api = usePageApi();
  const [tokens, setTokens] = useState<TokenView[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [doneText, setDoneText] = useState('');
  const [busy, setBusy] = useState(false);

  const load = async () => {
    const reply = await api.send('listTokens', { cloudId });
    if (!reply.ok) return setProblem(reply.problem);
    setTokens(reply.value);
    if (reply.value.length > 0) setDoneText('');
  };
  useEffect(() => void load(), [api, cloudId, reloadKey]);

  const signOut = async () => {
    setBusy(true);
    setProblem(null);
    const reply = await api.send('signOut', { cloudId });
    setBusy(false);
    if (!reply.ok) return setProblem(reply.problem);
    setDoneText(
      i18n.t(`settings.tokens.${reply.value.revoked ? 'signedOut' : NOT_REVOKED_TEXT_KEYS[reply.value.reason]}`),
    );
    await load();
    onSignedOut();
  };
  return { tokens, problem, doneText, busy, load, signOut };
}

function textOf({ expiresAt, methods, requestedByExtension }: TokenView, usesDashboard: boolean): string {
  const method = methods
    .filter((name) => name !== 'token' || methods.length === 1)
    .map(methodText)
    .sort()
    .join(' + ');
  if (expiresAt === null) return i18n.t('settings.tokens.neverExpires', { method });
  const locale = i18n.t('@@ui_locale').replace('_', '-');
  const time = new Date(expiresAt).toLocaleString(locale, { dateStyle: 'short', timeStyle: 'short' });
  if (requestedByExtension) return i18n.t('settings.tokens.issued', { time, method });
  return i18n.t(usesDashboard ? 'settings.tokens.dashboard' : 'settings.tokens.pasted', { time });
}

function methodText(name: string): string {
  const translatedMethod = TRANSLATED_METHODS.find((method) => method === name);
  return translatedMethod === undefined ? name : i18n.t(`settings.tokens.method.${translatedMethod}`);
}
