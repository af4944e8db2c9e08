import { expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { demoProfile } from '@/tests/unit/support/profile';
import { cloudIds, deleteCloud, findCloud, listClouds, putClouds } from '@/utils/storage/clouds';

const profile = (id: string) => demoProfile('https://k.example.org/v3', { id });

it('keeps every cloud when many are saved at once', async () => {
  await Promise.all(['a', 'b', 'c', 'd'].map((id) => putClouds([profile(id)])));
  await Promise.all([deleteCloud('b'), putClouds([{ ...profile('c'), name: 'Renamed' }])]);
  expect((await listClouds()).map(({ id, name }) => `${id} ${name}`)).toEqual(['a Demo', 'c Renamed', 'd Demo']);
  expect(await findCloud('b')).toBeNull();
});

it('leaves alone what it cannot read, as a later version may have written it', async () => {
  const later = { id: 'later', signIn: { method: 'passkey' } };
  await fakeBrowser.storage.local.set({ clouds: { v: 1, value: [later] } });
  await putClouds([profile('a')]);
  expect((await listClouds()).map(({ id }) => id)).toEqual(['a']);
  expect(await cloudIds()).toEqual(['later', 'a']);
  await deleteCloud('a');
  expect(await fakeBrowser.storage.local.get('clouds')).toEqual({ clouds: { v: 1, value: [later] } });
});
