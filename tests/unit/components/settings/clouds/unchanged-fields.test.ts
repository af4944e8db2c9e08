import { describe, expect, it } from 'vitest';
import { valuesOf } from '@/components/settings/clouds/form-values';
import { mergeUnchanged } from '@/components/settings/clouds/unchanged-fields';
import { fakeProfile } from '@/tests/unit/components/fake-data';

const opened = valuesOf(fakeProfile({ region: 'RegionOne' }));

describe('a cloud that changed after its form was opened', () => {
  const present = fakeProfile({
    ...{ name: 'Renamed elsewhere', color: '#c93434', production: true, dashboardUrl: 'https://horizon.example.org/' },
    regions: ['RegionTwo', 'RegionOne'],
    region: 'RegionTwo',
  });

  it('keeps the stored value where the user did not change the field', () => {
    expect(mergeUnchanged({ ...opened, color: '#0b7a7a' }, opened, present)).toEqual({
      ...opened,
      ...{ name: 'Renamed elsewhere', production: true, dashboardUrl: 'https://horizon.example.org/' },
      ...{ color: '#0b7a7a', region: 'RegionTwo, RegionOne' },
    });
  });

  it('is not saved with a dashboard that the user does not see, where the cloud gets that dashboard’s session', () => {
    const dashboardSession = {
      signIn: { method: 'horizon_session' },
      dashboardUrl: 'https://evil.example.org/',
    } as const;
    const values = valuesOf(fakeProfile({ ...dashboardSession, dashboardUrl: 'https://horizon.example.org/' }));
    expect(mergeUnchanged(values, values, fakeProfile(dashboardSession)).dashboardUrl).toBe(
      'https://horizon.example.org/',
    );
    expect(mergeUnchanged(opened, opened, fakeProfile(dashboardSession)).dashboardUrl).toBe(opened.dashboardUrl);
  });

  it('is saved with the addresses and the sign-in that the user sees', () => {
    const elsewhere = fakeProfile({
      ...{ authUrl: 'https://evil.example.org/v3', computeUrl: 'https://evil.example.org', interface: 'admin' },
      signIn: { method: 'password', user: { name: 'eve', domain: { name: 'Default' } } },
      region: 'RegionOne',
    });
    expect(mergeUnchanged(opened, opened, elsewhere)).toEqual(opened);
  });
});
