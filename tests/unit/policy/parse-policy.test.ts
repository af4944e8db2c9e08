import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forAny } from '@/tests/unit/support/runs';
import { NO_POLICY, parsePolicy } from '@/utils/policy/parse-policy';

const north = { name: 'North', authUrl: 'https://keystone.example.org:5000/v3' };

describe('reading an administrator’s policy', () => {
  it('takes all that it documents', () => {
    const full = {
      ...north,
      id: 'north',
      dashboardUrl: 'https://horizon.example.org/',
      color: '#B42318',
      production: true,
      interface: 'internal',
      region: 'RegionOne',
      regions: ['RegionOne', 'RegionTwo'],
      computeUrl: 'https://nova.example.org/v2.1',
      signIn: 'application_credential',
      userDomain: 'corp',
    };
    const policy = parsePolicy({ clouds: [full], disableSync: true, maxAutoLockMinutes: 15 });
    const presets = [{ ...full, color: '#b42318' }];
    expect(policy).toEqual({ presets, syncDisabled: true, maxAutoLockMinutes: 15, problems: [] });
  });

  it('is nothing where nothing is set', () => {
    for (const nothing of [undefined, null, {}, 'x', [], { clouds: [] }, { later: { anything: 1 } }])
      expect(parsePolicy(nothing)).toEqual(NO_POLICY);
  });

  it('leaves out what cannot be used, names it, and keeps the rest', () => {
    const { presets, problems } = parsePolicy({
      clouds: [
        { ...north, color: 'red', interface: 'secret', production: 'yes' },
        { name: 'No address' },
        { name: 'Script', authUrl: 'javascript:alert(1)' },
        { name: 'With a sign-in', authUrl: 'https://user:password@keystone.example.org/v3' },
        'what',
        { authUrl: 'https://south.example.org/v3' },
        { ...north, name: 'North again' },
      ],
      disableSync: 'yes',
      maxAutoLockMinutes: 0,
    });
    expect(presets).toEqual([north]);
    expect(problems).toEqual([
      { entry: 'disableSync', fields: [] },
      { entry: 'maxAutoLockMinutes', fields: [] },
      { entry: 'North', fields: ['color', 'production', 'interface'] },
      { entry: 'No address', fields: ['authUrl'] },
      { entry: 'Script', fields: ['authUrl'] },
      { entry: 'With a sign-in', fields: ['authUrl'] },
      { entry: 'clouds[4]', fields: [] },
      { entry: 'clouds[5]', fields: ['name'] },
      { entry: 'North again', fields: ['id'] },
    ]);
  });

  it('has no field for a secret: one is dropped', () => {
    const secrets = { password: 'hunter2', secret: 'hunter2', token: 'hunter2' };
    const { presets } = parsePolicy({ clouds: [{ ...north, ...secrets }] });
    expect(JSON.stringify(presets)).not.toContain('hunter2');
  });

  it('never throws, and what it gives can be used', () => {
    const addresses = ['https://a.example.org', 'javascript:alert(1)', 'data:text/html,x', 'file:///x'];
    const field = fc.oneof(fc.anything(), fc.constantFrom('public', '#aabbcc', true, ...addresses));
    const names = fc.constantFrom('name', 'authUrl', 'color', 'regions', 'id', 'signIn', '__proto__', 'constructor');
    const entry = fc.oneof(fc.anything(), fc.dictionary(names, field), fc.record({ name: field, authUrl: field }));
    const managed = fc.oneof(fc.anything(), fc.record({ clouds: fc.oneof(fc.anything(), fc.array(entry)) }));
    forAny(1000, managed, (value) => {
      for (const { authUrl } of parsePolicy(value).presets) expect(new URL(authUrl).protocol).toMatch(/^https?:$/);
    });
  });
});
