import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigReader } from '@backstage/config';
import { readLocalEngineOptions } from './config';

describe('the configuration of the local engine', () => {
  const read = (local: object) =>
    readLocalEngineOptions(new ConfigReader({ workloads: { local } }));

  it('needs nothing to be said', () => {
    expect(readLocalEngineOptions(new ConfigReader({}))).toMatchObject({
      siteId: 'local',
      dataDirectory: path.resolve('data/local'),
      onShutdown: 'keep',
      settings: { environmentRoots: [], stopGraceMs: 10_000, cgroups: true },
    });
  });

  it('takes the longest time that a timer can wait', () => {
    const { settings } = read({ stopGraceSeconds: 2_147_483 });
    expect(settings.stopGraceMs).toBe(2_147_483_000);
  });

  it.each([
    [{ onShutdown: 'explode' }, 'workloads.local.onShutdown', 'keep, stop'],
    [{ limits: 'none' }, 'workloads.local.limits', 'auto, watch'],
    [{ logBytes: 0 }, 'workloads.local.logBytes', 'greater than 0'],
    [
      { capacity: { memoryBytes: -1 } },
      'workloads.local.capacity.memoryBytes',
      'not be negative',
    ],
    [
      { environments: { keepDays: -1 } },
      'workloads.local.environments.keepDays',
      'not be negative',
    ],
    [
      { stopGraceSeconds: 2_147_484 },
      'workloads.local.stopGraceSeconds',
      'greater than 0 and at most 2147483',
    ],
    [
      { afterSeconds: Infinity },
      'workloads.local.afterSeconds',
      'at most 2147483',
    ],
    [
      { restartDelaySeconds: 0 },
      'workloads.local.restartDelaySeconds',
      'greater than 0 and',
    ],
  ])('is refused with key and allowed values: %j', (local, key, allowed) => {
    expect(() => read(local)).toThrow(key);
    expect(() => read(local)).toThrow(allowed);
  });
});
