import '@/tests/unit/setup/i18n';
import { describe, expect, it } from 'vitest';
import { newValues } from '@/components/settings/clouds/form-values';
import { validate } from '@/components/settings/clouds/validate';
import { fakePageApi } from '@/tests/unit/components/fake-page-api';
import { isPlainHttp } from '@/utils/explain/explain';

const { matchPatternOf } = fakePageApi();
const filled = { ...newValues([]), name: 'North', authUrl: 'https://k.example.org', userName: 'demo' };
const secret = { typed: true, stored: false, methodChanged: false };

describe('what is wrong before anything is sent', () => {
  it('nothing, where all required fields are filled in', () => {
    expect(validate(filled, secret, matchPatternOf)).toEqual({});
    expect(validate(filled, { ...secret, typed: false, stored: true }, matchPatternOf)).toEqual({});
  });

  it('every empty required field, in the order of the form', () => {
    const errors = validate(newValues([]), { ...secret, typed: false }, matchPatternOf);
    expect(Object.keys(errors)).toEqual(['name', 'authUrl', 'userName', 'password']);
  });

  it('a compute endpoint that is no URL', () => {
    const errors = (computeUrl: string) => Object.keys(validate({ ...filled, computeUrl }, secret, matchPatternOf));
    expect(errors('https://nova.example.org/v2.1')).toEqual([]);
    for (const wrong of ['nova.example.org', 'https://no va', 'ftp://nova'])
      expect(errors(wrong)).toEqual(['computeUrl']);
  });

  it('only what the chosen sign-in method needs', () => {
    const values = { ...filled, userName: '', method: 'application_credential' as const };
    expect(Object.keys(validate(values, { ...secret, typed: false }, matchPatternOf))).toEqual([
      'appCredId',
      'appCredSecret',
    ]);
    expect(validate({ ...values, method: 'token' }, secret, matchPatternOf)).toEqual({});
  });

  it('of a Horizon session: the dashboard, and no secret', () => {
    const values = { ...filled, userName: '', method: 'horizon_session' as const };
    const none = { typed: false, stored: false, methodChanged: true };
    const { dashboardUrl, ...others } = validate(values, none, matchPatternOf);
    expect(dashboardUrl).toMatch(/dashboard is needed/);
    expect(others).toEqual({});
    expect(validate({ ...values, dashboardUrl: 'https://h.example.org' }, none, matchPatternOf)).toEqual({});
  });

  it('an auth URL that is no URL', () => {
    for (const authUrl of ['ftp://x', 'https://not an address', 'nonsense']) {
      expect(validate({ ...filled, authUrl }, secret, matchPatternOf).authUrl).toMatch(/Type a web address/);
    }
  });

  it('the secret of another sign-in method', () => {
    const errors = validate(filled, { typed: false, stored: false, methodChanged: true }, matchPatternOf);
    expect(errors.password).toMatch(/has changed/);
  });
});

it('plain http is warned of, but not on this computer', () => {
  expect(isPlainHttp('http://keystone.example.org:5000')).toBe(true);
  expect(isPlainHttp(' http://10.0.0.1 ')).toBe(true);
  for (const url of [
    'https://k.example.org',
    'http://127.0.0.1:5000',
    'http://localhost',
    'http://[::1]:5000',
    'http',
    '',
  ]) {
    expect(isPlainHttp(url), url).toBe(false);
  }
});
