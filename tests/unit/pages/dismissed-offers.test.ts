// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { settledOffers } from '@/utils/pages/dismissed-offers';

beforeEach(() => localStorage.clear());

describe('offers that a person has answered', () => {
  it('are known cloud by cloud, until the cloud is gone', () => {
    settledOffers.add('north');
    settledOffers.add('north');
    settledOffers.add('south');
    expect(['north', 'south', 'east'].map(settledOffers.has)).toEqual([true, true, false]);
    settledOffers.forget('north');
    settledOffers.forget('east');
    expect(['north', 'south'].map(settledOffers.has)).toEqual([false, true]);
  });

  it('are made again where nothing readable is kept, and nothing fails where nothing can be', () => {
    for (const broken of ['{', '{"north": true}', '[1, null]', 'null']) {
      localStorage.setItem('settled-offers', broken);
      expect(settledOffers.has('north'), broken).toBe(false);
      settledOffers.add('north');
      expect(settledOffers.has('north'), broken).toBe(true);
    }
    const forbidden = () => {
      throw new DOMException('no', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden });
    settledOffers.add('north');
    settledOffers.forget('north');
    expect(settledOffers.has('north')).toBe(false);
    vi.unstubAllGlobals();
  });
});
