import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';

describe('consoleObstacle', () => {
  it.each(['ACTIVE', 'RESCUE', 'REBOOT', 'HARD_REBOOT', 'PASSWORD', 'VERIFY_RESIZE', 'SOMETHING_NEW', 'constructor'])(
    '%s is no obstacle',
    (status) => {
      expect(consoleObstacle({ status, taskState: null })).toBeNull();
    },
  );

  it.each([
    ['SHUTOFF', 'shutoff'],
    ['PAUSED', 'paused'],
    ['SUSPENDED', 'suspended'],
    ['SHELVED', 'shelved'],
    ['SHELVED_OFFLOADED', 'shelved'],
    ['BUILD', 'building'],
    ['ERROR', 'error'],
    ['RESIZE', 'resizing'],
    ['REVERT_RESIZE', 'resizing'],
    ['REBUILD', 'rebuilding'],
    ['MIGRATING', 'migrating'],
    ['SOFT_DELETED', 'deleted'],
    ['DELETED', 'deleted'],
    ['UNKNOWN', 'unreachable'],
  ])('%s: %s', (status, obstacle) => {
    expect(consoleObstacle({ status, taskState: null })).toBe(obstacle);
  });

  it.each([
    ['ACTIVE', 'deleting', 'deleting'],
    ['SHUTOFF', 'deleting', 'deleting'],
    ['ACTIVE', 'soft-deleting', 'deleting'],
    ['ACTIVE', 'migrating', 'migrating'],
    ['ACTIVE', 'pausing', 'paused'],
    ['ACTIVE', 'suspending', 'suspended'],
    ['ACTIVE', 'shelving', 'shelved'],
    ['SHUTOFF', 'powering-on', 'shutoff'],
    ['ACTIVE', 'powering-off', null],
    ['ACTIVE', 'image_snapshot', null],
    ['ACTIVE', 'rescuing', null],
    ['ACTIVE', '__proto__', null],
  ])('%s while %s: %s', (status, taskState, obstacle) => {
    expect(consoleObstacle({ status, taskState })).toBe(obstacle);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string()), (status, taskState) => {
        const obstacle = consoleObstacle({ status, taskState });
        expect(obstacle === null || typeof obstacle === 'string').toBe(true);
      }),
    );
  });
});
