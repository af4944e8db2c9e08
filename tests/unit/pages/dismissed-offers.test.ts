// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dismissedOffers } from '@/utils/pages/dismissed-offers';

beforeEach(() => localStorage.clear());

describe('offers that the user has answered', () => {
  it('are stored by cloud, until the cloud is removed', () => {
    dismissedOffers.add('north');
    dismissedOffers.add('north');
    dismissedOffers.add('south');
    expect(['north', 'south', 'east'].map(dismissedOffers.has)).toEqual([true, true, false]);
    dismissedOffers.remove('north');
    dismissedOffers.remove('east');
    expect(['north', 'south'].map(dismissedOffers.has)).toEqual([false, true]);
  });

  it('are computed again where nothing readable is stored, and do not fail where storing fails', () => {
    const ofOthers = ['{"v": 1, "value": [1, null]}', '{"v": 2, "value": ["north"]}'];
    for (const broken of ['{', '{"north": true}', '["north"]', 'null', ...ofOthers]) {
      localStorage.setItem('dismissed-offers', broken);
      expect(dismissedOffers.has('north'), broken).toBe(false);
      dismissedOffers.add('north');
      expect(dismissedOffers.has('north'), broken).toBe(true);
    }
    const forbidden = () => {
      throw new DOMException('no', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden });
    dismissedOffers.add('north');
    dismissedOffers.remove('north');
    expect(dismissedOffers.has('north')).toBe(false);
    vi.unstubAllGlobals();
  });
});
