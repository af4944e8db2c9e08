import { useState } from 'preact/hooks';
import { Field, PasscodeField, SecretField, TextField } from '@/components/settings/clouds/field';
import { useForm } from '@/components/settings/clouds/form-context';
import { i18n } from '@/utils/i18n';
import type { SignIn } from '@/utils/sign-in/methods';

const METHODS: SignIn['method'][] = ['password', 'application_credential', 'token', 'horizon_session'];
const HINTS = {
  application_credential: 'settings.hint.applicationCredential',
  token: 'settings.hint.token',
  horizon_session: 'settings.hint.horizonSession',
} as const;

/** How the user signs in: the fields of the chosen method. */
export function SignInFields() {
  const { state, dispatch } = useForm();
  const { method, asksPasscode } = state.values;
  const hint = method === 'password' ? undefined : i18n.t(HINTS[method]);
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
          <PasscodeChoice />
          {(asksPasscode || state.passcodeAsked) && <PasscodeField />}
          <ProjectFields domainHint={i18n.t('settings.hint.projectDomain')} />
        </>
      )}
      {method === 'application_credential' && (
        <>
          <TextField field="appCredId" />
          <SecretField key="appCredSecret" field="appCredSecret" />
          <ByName />
        </>
      )}
      {method === 'token' && (
        <>
          <SecretField key="token" field="token" />
          <ProjectFields domainHint={i18n.t('settings.hint.tokenProjectDomain')} />
        </>
      )}
      {method === 'horizon_session' && <ProjectFields domainHint={i18n.t('settings.hint.tokenProjectDomain')} />}
    </section>
  );
}

function PasscodeChoice() {
  const { state, dispatch } = useForm();
  return (
    <div class="field check">
      <input
        id="field-asks-passcode"
        type="checkbox"
        checked={state.values.asksPasscode}
        aria-describedby="field-asks-passcode-hint"
        onChange={(event) => dispatch({ type: 'edit', change: { asksPasscode: event.currentTarget.checked } })}
      />
      <label for="field-asks-passcode">{i18n.t('settings.field.asksPasscode')}</label>
      <p class="hint" id="field-asks-passcode-hint">
        {i18n.t('settings.hint.asksPasscode')}
      </p>
    </div>
  );
}

/** An application credential named by its own name and its user's, instead of its ID. */
function ByName() {
  const { state } = useForm();
  const { values, error, invalid } = state;
  const [open, setOpen] = useState(values.appCredName !== '');
  const blamed = error?.fields.includes('appCredName') ?? false;
  return (
    <details
      class="section"
      open={open || blamed || invalid.appCredName !== undefined || invalid.userName !== undefined}
      onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary>{i18n.t('settings.section.byName')}</summary>
      <TextField field="appCredName" hint={i18n.t('settings.hint.appCredName')} />
      <div class="pair">
        <TextField field="userName" />
        <TextField field="userDomain" />
      </div>
    </details>
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
