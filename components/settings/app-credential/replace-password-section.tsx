import { useEffect, useRef, useState } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { ProblemWithPrompt } from '@/components/settings/controls/problem-with-prompt';
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
  report: SignInReport | null;
  disabled: boolean;
  focus: boolean;
  onDone(profile: CloudProfile, text: string): void;
}

/** Replaces the password with an issued application credential. */
export function ReplacePasswordSection({ profile, report, disabled, focus, onDone }: Props) {
  const projects = useProjects(profile, report);
  const [chosen, setChosen] = useState<string | null>(null);
  const [days, setDays] = useState<number | null>(null);
  const projectId = chosen ?? (projects.find((project) => isProjectOf(profile, project)) ?? projects[0])?.id;
  const { busy, problem, replace } = useReplacement(onDone);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus && projectId !== undefined) title.current?.focus();
  }, [projectId === undefined]);

  // projects are known after a sign-in
  if (projectId === undefined) return null;
  const submit = () => void replace({ cloudId: profile.id, projectId, days });
  return (
    <section class="section" aria-labelledby="replace-password-title">
      <h2 id="replace-password-title" tabIndex={-1} ref={title}>
        {i18n.t('settings.replacePassword.title')}
      </h2>
      <p class="hint">{i18n.t('settings.replacePassword.text')}</p>
      <p class="hint">{i18n.t('settings.replacePassword.limits')}</p>
      {profile.remember === 'session' && <p class="hint">{i18n.t('settings.replacePassword.session')}</p>}
      <div class="pair">
        <ProjectChoice projects={projects} value={projectId} onChoose={setChosen} />
        <LifetimeChoice days={days} onChoose={setDays} />
      </div>
      {problem !== null && <ProblemWithPrompt id="replace-password" problem={problem} retry={submit} />}
      <div class="buttons">
        <button type="button" class="button" disabled={busy || disabled} onClick={submit}>
          {i18n.t('settings.replacePassword.button')}
        </button>
        {busy && (
          <p role="status" class="form-status">
            {i18n.t('settings.replacePassword.working')}
          </p>
        )}
      </div>
    </section>
  );
}

function useProjects({ id: cloudId }: CloudProfile, report: SignInReport | null): ProjectView[] {
  const api = usePageApi();
  const [cached, setCached] = useState<ProjectView[]>([]);
  useEffect(() => {
    void api.cached({ cloudId, projectId: null, region: null }).then(({ projects }) => setCached(projects));
  }, [api, report]);
  return report?.projects ?? cached;
}

function useReplacement(onDone: Props['onDone']) {
  const api = usePageApi();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const replace = async (request: { cloudId: string; projectId: string; days: number | null }) => {
    setBusy(true);
    setProblem(null);
    const reply = await api.send('replacePassword', request);
    setBusy(false);
    if (!reply.ok) return setProblem(reply.problem);
    const { profile, name } = reply.value;
    const { signIn } = profile;
    const hasAccessRules = 'issued' in signIn && signIn.issued?.hasAccessRules === true;
    onDone(profile, i18n.t(`settings.replacePassword.${hasAccessRules ? 'done' : 'doneUnlimited'}`, { name }));
  };
  return { busy, problem, replace };
}

interface ProjectProps {
  projects: ProjectView[];
  value: string;
  onChoose(id: string): void;
}

function ProjectChoice({ projects, value, onChoose }: ProjectProps) {
  return (
    <div class="field">
      <label for="replace-password-project">{i18n.t('settings.replacePassword.project')}</label>
      <select id="replace-password-project" value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {projects.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function LifetimeChoice({ days, onChoose }: { days: number | null; onChoose(days: number | null): void }) {
  const choose = (name: string) => onChoose(LIFETIMES.find((lifetime) => lifetime.name === name)?.days ?? null);
  return (
    <div class="field">
      <label for="replace-password-lifetime">{i18n.t('settings.replacePassword.expiry')}</label>
      <select
        id="replace-password-lifetime"
        value={LIFETIMES.find((lifetime) => lifetime.days === days)?.name}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {LIFETIMES.map(({ name }) => (
          <option key={name} value={name}>
            {i18n.t(`settings.replacePassword.days.${name}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

function isProjectOf({ signIn }: CloudProfile, { id, name }: ProjectView): boolean {
  const project = 'project' in signIn ? signIn.project : undefined;
  return project !== undefined && ('id' in project ? project.id === id : project.name === name);
}
