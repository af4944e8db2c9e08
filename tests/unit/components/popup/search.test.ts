import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '@/tests/unit/setup/i18n';
import { searchServers } from '@/components/popup/search';
import { demoServers, fakeServer } from '@/tests/unit/components/fake-data';

const names = (query: string, servers = demoServers) => searchServers(servers, query).map(({ name }) => name);

describe('searching servers', () => {
  it('finds by name, address, status, id and flavour, whatever the case', () => {
    expect(names('WEB')).toEqual(['web-01', 'web-02', 'web-03']);
    expect(names('10.20.0.12')).toEqual(['build-runner-7']);
    expect(names('shutoff')).toEqual(['build-runner-7']);
    expect(names('shelved_off')).toEqual(['archive-2019']);
    expect(names(demoServers[3]!.id)).toEqual(['db-primary']);
    expect(names('m1.small')).toHaveLength(demoServers.length);
  });

  it('finds servers that contain all words, in any order', () => {
    expect(names('active db')).toEqual(['db-primary', 'db-replica']);
    expect(names('paused web')).toEqual([]);
  });

  it('puts names that begin with the word before names that have it, and those before the rest', () => {
    const servers = [fakeServer(1, 'a', 'ERROR', { flavor: 'web' }), fakeServer(2, 'my-web'), fakeServer(3, 'web')];
    expect(names('web', servers)).toEqual(['web', 'my-web', 'a']);
  });

  it('finds composed letters by decomposed ones', () => {
    expect(names('nai\u0308ve', [fakeServer(1, 'NAÏVE')])).toEqual(['NAÏVE']);
  });

  it('finds a server without a name by its status', () => {
    expect(names('unknown', [fakeServer(1, null, 'UNKNOWN')])).toEqual([null]);
  });

  it('returns the same list where nothing is typed', () => {
    expect(searchServers(demoServers, '  ')).toBe(demoServers);
  });

  it('finds every server by any part of its name, once', () => {
    const name = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 20 }), fc.nat(), (all, pick) => {
        const servers = all.map((text, index) => fakeServer(index, text));
        const wanted = servers[pick % servers.length]!;
        const found = searchServers(servers, wanted.name!);
        expect(found).toContain(wanted);
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });
});
