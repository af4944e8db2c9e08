import { expect, it, vi } from 'vitest';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { fetchWithHostAccess } from '@/utils/clouds/host-access';

it('sends nothing to a host that was not granted, and says what to ask for', async () => {
  stubBrowser({ granted: (origin) => origin === 'https://keystone.example.org/*' });
  const network = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{}'));
  await fetchWithHostAccess('https://keystone.example.org:5000/v3');
  expect(network).toHaveBeenCalledTimes(1);
  await expect(fetchWithHostAccess('https://nova.evil.example/v2.1/servers')).rejects.toMatchObject({
    code: 'HOST_PERMISSION_MISSING',
    facts: { host: 'nova.evil.example', origins: ['https://nova.evil.example/*'] },
  });
  await expect(fetchWithHostAccess('data:text/plain,x')).rejects.toMatchObject({ code: 'HOST_PERMISSION_MISSING' });
  expect(network).toHaveBeenCalledTimes(1);
});
