import { ConfigReader } from '@backstage/config';
import { describe, expect, it } from 'vitest';
import { readCopyBackSeconds } from './config';

const read = (copyBackMinutes?: number) =>
  readCopyBackSeconds(
    new ConfigReader({ workloads: { storage: { copyBackMinutes } } }),
  );

describe('for how long copying back is tried again', () => {
  it('is an hour, or what the operator says', () => {
    expect([read(), read(0), read(0.5)]).toEqual([3600, 0, 30]);
  });

  it.each([-1, 1441])('is not %s minutes', minutes => {
    expect(() => read(minutes)).toThrow(
      /workloads.storage.copyBackMinutes: it has to be 0 to 1440/,
    );
  });
});
