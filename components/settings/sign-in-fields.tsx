import type { SignIn } from '@/utils/clouds/profile';
import { i18n } from '@/utils/i18n';
import { Field, SecretField, TextField } from './field';
import { useForm } from './form-context';

const METHODS: SignIn['method'][] = ['password', 'application_credential', 'token'];

/** How the person signs in: the fields of the chosen way only. */
export function SignInFields() {
  const { state, dispatch } = useForm();
  const { method } = state.values;
  const hint =
    method === 'password'
      ? undefined
      : i18n.t(method === 'token' ? 'settings.hint.token' : 'settings.hint.applicationCredential');
  return (
    <section class="section">
      <h2>{i18n.t('settings.section.signIn')}</h2>
      <Field field="method" {...(hint !== undefined && { hint })}>
        {(attributes) => (
          <select
            {...attributes}
            value={method}
            onChange={(event) =>
              dispatch({ type: 'edit', change: { method: event.currentTarget.value as SignIn['method'] } })
            }
          >
            {METHODS.map((value) => (
              <option key={value} value={value}>
                {i18n.t(`settings.method.${value}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {method === 'password' && (
        <>
          <div class="pair">
            <TextField field="userName" required />
            <TextField field="userDomain" />
          </div>
          <SecretField key="password" field="password" />
          <ProjectFields domainHint={i18n.t('settings.hint.projectDomain')} />
        </>
      )}
      {method === 'application_credential' && (
        <>
          <TextField field="appCredId" required />
          <SecretField key="appCredSecret" field="appCredSecret" />
        </>
      )}
      {method === 'token' && (
        <>
          <SecretField key="token" field="token" />
          <ProjectFields domainHint={i18n.t('settings.hint.tokenProjectDomain')} />
        </>
      )}
    </section>
  );
}

function ProjectFields({ domainHint }: { domainHint: string }) {
  return (
    <div class="pair">
      <TextField field="project" hint={i18n.t('settings.hint.project')} />
      <TextField field="projectDomain" hint={domainHint} />
    </div>
  );
}
