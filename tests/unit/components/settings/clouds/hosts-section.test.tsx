// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { HostsSection } from '@/components/settings/clouds/hosts-section';
import { fakePageApi } from '@/tests/unit/components/fake-page-api';
import { draw, elementsOf, text } from '@/tests/unit/components/render';
import type { HostAccess } from '@/utils/messaging/views';

const host = (origin: string): HostAccess => ({
  origin,
  host: new URL(origin.slice(0, -1)).hostname,
  purpose: 'compute',
  granted: false,
});
const drawHosts = (hosts: HostAccess[]) => draw(fakePageApi(), <HostsSection hosts={hosts} onChange={() => {}} />);

it('lists 40 hosts, and says that there are more', async () => {
  const hosts = Array.from({ length: 41 }, (_, index) => host(`https://nova${index}.example.org/*`));
  await drawHosts(hosts.slice(0, 40));
  expect(elementsOf('li')).toHaveLength(40);
  expect(elementsOf('.hint').at(-1)?.textContent).not.toContain('more hosts');
  await drawHosts(hosts);
  expect(elementsOf('li')).toHaveLength(40);
  expect(elementsOf('.hint').at(-1)?.textContent).toContain('This cloud names more hosts.');
});

it('says which of them is plain http', async () => {
  await drawHosts([host('http://nova.example.org/*'), host('https://nova.example.org/*')]);
  expect(elementsOf('b').map(({ textContent }) => textContent)).toEqual([
    'http://nova.example.org — not encrypted',
    'nova.example.org',
  ]);
  expect(text('.hosts')).toContain('not encrypted');
});
