import { useEffect, useRef, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { Trouble } from '@/components/settings/controls/problem-with-prompt';
import type { CloudProfile } from '@/utils/clouds/profile';
import { i18n } from '@/utils/i18n';
import type { ProjectView, SignInReport } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';

const LIFETIMES = [
  { name: 'never', days: null },
  { name: 'month', days: 30 },
  { name: 'quarter', days: 90 },
  { name: 'year', days: 365 },
] as const;

interface Props {
  profile: CloudProfile;
  /** what signing in just showed */
  report: SignInReport | null;
  /** something in the form is not saved yet */
  disabled: boolean;
  /** the person comes for this: it takes the focus when it appears */
  focus: boolean;
  onDone(profile: CloudProfile, text: string): void;
}

/** Offers to put an application credential of this browser's own in the place of the password. */
export function RestrictSection({ profile, report, disabled, focus, onDone }: Props) {
  const api = usePageApi();
  const [known, setKnown] = useState<ProjectView[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [lifetime, setLifetime] = useState<(typeof LIFETIMES)[number]['name']>('never');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    void api.cached({ cloudId: profile.id, projectId: null, region: null }).then(({ projects }) => setKnown(projects));
  }, [api, report]);

  const projects = report?.projects ?? known;
  const projectId = chosen ?? (projects.find((project) => isHome(profile, project)) ?? projects[0])?.id;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus && projectId !== undefined) title.current?.focus();
  }, [projectId === undefined]);
  // Which projects there are is known once somebody has signed in.
  if (projectId === undefined) return null;

  const restrict = async () => {
    const days = LIFETIMES.find(({ name }) => name === lifetime)?.days ?? null;
    setBusy(true);
    setProblem(null);
    const reply = await api.send('replacePassword', { cloudId: profile.id, projectId, days });
    setBusy(false);
    if (!reply.ok) return setProblem(reply.problem);
    const { signIn } = reply.value.profile;
    const limited = 'issued' in signIn && signIn.issued?.limited === true;
    const { name } = reply.value;
    onDone(
      reply.value.profile,
      i18n.t(limited ? 'settings.restrict.done' : 'settings.restrict.doneUnlimited', { name }),
    );
  };

  return (
    <section class="section" aria-labelledby="restrict-title">
      <h2 id="restrict-title" tabIndex={-1} ref={title}>
        {i18n.t('settings.restrict.title')}
      </h2>
      <p class="hint">{i18n.t('settings.restrict.text')}</p>
      <p class="hint">{i18n.t('settings.restrict.limits')}</p>
      {profile.remember === 'session' && <p class="hint">{i18n.t('settings.restrict.session')}</p>}
      <div class="pair">
        <div class="field">
          <label for="restrict-project">{i18n.t('settings.restrict.project')}</label>
          <select id="restrict-project" value={projectId} onChange={(event) => setChosen(event.currentTarget.value)}>
            {projects.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="restrict-lifetime">{i18n.t('settings.restrict.expiry')}</label>
          <select
            id="restrict-lifetime"
            value={lifetime}
            onChange={(event) => setLifetime(event.currentTarget.value as typeof lifetime)}
          >
            {LIFETIMES.map(({ name }) => (
              <option key={name} value={name}>
                {i18n.t(`settings.restrict.days.${name}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      {problem !== null && <Trouble id="restrict" problem={problem} again={() => void restrict()} />}
      <div class="buttons">
        <button type="button" class="button" disabled={busy || disabled} onClick={() => void restrict()}>
          {i18n.t('settings.restrict.button')}
        </button>
        {busy && (
          <p role="status" class="form-status">
            {i18n.t('settings.restrict.working')}
          </p>
        )}
      </div>
    </section>
  );
}

function isHome({ signIn }: CloudProfile, { id, name }: ProjectView): boolean {
  const home = 'project' in signIn ? signIn.project : undefined;
  return home !== undefined && ('id' in home ? home.id === id : home.name === name);
}
