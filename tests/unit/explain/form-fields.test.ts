import { describe, expect, it } from 'vitest';
import { fieldsAtFault } from '@/utils/explain/form-fields';
import type { Problem } from '@/utils/problems/problem';
import { emptySignInValues, secretField } from '@/utils/sign-in/form-values';
import type { SignInMethodName } from '@/utils/sign-in/methods';

const VALUES = { ...emptySignInValues(), appCredId: 'abc' };
const fields = (code: Problem['code'], method: SignInMethodName = 'password', project = false) =>
  fieldsAtFault({ code, facts: {} }, method, { ...VALUES, project: project ? 'demo' : '' });

describe('an error is shown beside the field that caused it', () => {
  it.each<[Problem['code']]>([['AUTH_URL_INVALID'], ['NOT_KEYSTONE'], ['NETWORK'], ['TIMEOUT'], ['IDENTITY_V2_ONLY']])(
    '%s: the auth URL',
    (code) => expect(fields(code)).toEqual(['authUrl']),
  );

  it('a refused password: the password first, then all fields that Keystone may mean', () => {
    const user = ['password', 'userName', 'userDomain'];
    expect(fields('INVALID_CREDENTIALS')).toEqual(user);
    expect(fields('INVALID_CREDENTIALS', 'password', true)).toEqual([...user, 'project', 'projectDomain']);
  });

  it('names only fields of the chosen sign-in method', () => {
    expect(fields('INVALID_CREDENTIALS', 'application_credential')).toEqual(['appCredId', 'appCredSecret']);
    expect(fields('INVALID_CREDENTIALS', 'token')).toEqual(['token']);
    expect(fields('TOKEN_INVALID', 'password')).toEqual([]);
    expect(fields('CREDENTIAL_MISSING', 'token')).toEqual([secretField('token')]);
  });

  it('with a Horizon session: the dashboard, where it is what failed, and the project that it has no role on', () => {
    expect(fields('DASHBOARD_NOT_FOUND', 'horizon_session')).toEqual(['dashboardUrl']);
    expect(fields('DASHBOARD_TOKEN_UNKNOWN', 'horizon_session')).toEqual(['dashboardUrl']);
    expect(fields('NETWORK', 'horizon_session')).toEqual(['dashboardUrl']);
    const keystone = { code: 'NETWORK', facts: { service: 'identity' } } as const;
    expect(fieldsAtFault(keystone, 'horizon_session', emptySignInValues())).toEqual(['authUrl']);
    expect(fields('PROJECT_UNAVAILABLE', 'horizon_session', true)).toEqual(['project', 'projectDomain']);
    expect(fields('DASHBOARD_TOKEN_WITHHELD', 'horizon_session')).toEqual(['method']);
    expect(secretField('horizon_session')).toBeNull();
  });

  it('an error that no field can correct is shown by itself', () => {
    expect(fields('SERVER_ERROR')).toEqual([]);
    expect(fields('HOST_PERMISSION_MISSING')).toEqual([]);
  });
});
