import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ask, onMessages } from '@/utils/messaging/messenger';

const answer = vi.fn(async (..._: unknown[]): Promise<unknown> => null);
beforeEach(() => {
  fakeBrowser.runtime.onMessage.removeAllListeners();
  answer.mockClear();
  onMessages(new Set(['listClouds']), answer);
});
const tell = async (message: unknown, sender = {}) => {
  const heard = await fakeBrowser.runtime.onMessage.trigger(message as never, sender as never, () => undefined);
  return Promise.all(heard);
};

it('hands on what is asked and by whom, as the browser says, not the message', async () => {
  const sender = { id: 'extension', frameId: 0 };
  await tell({ type: 'listClouds', data: { a: 1 }, sender: { id: 'forged' } }, sender);
  expect(answer).toHaveBeenCalledExactlyOnceWith('listClouds', { a: 1 }, sender);
});

it('gives the answer in an envelope, also one that is empty', async () => {
  expect(await tell({ type: 'listClouds', data: {} })).toEqual([{ res: null }]);
  const wire = async (message: unknown) => (await tell(message))[0];
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(wire as never);
  expect(await ask('listClouds', {})).toBeNull();
});

it.each([{ type: 'toString', data: {} }, { type: 'listProjects' }, { type: 7 }, 'listClouds', null])(
  'leaves %j to others',
  async (message) => {
    expect(await tell(message)).toEqual([undefined]);
    expect(answer).not.toHaveBeenCalled();
  },
);

it.each([undefined, {}, { err: 'no' }])('takes %j for nobody', async (reply) => {
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValue(reply as never);
  await expect(ask('listClouds', {})).rejects.toThrow('nobody answered');
});
