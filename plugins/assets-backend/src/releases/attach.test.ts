import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ForgeError, type ForgeTrouble } from '../forges';
import type { Facts } from './ReleaseStore';
import { attach } from './steps/attach';
import type { Making } from './steps';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A release with an SBOM, at a forge that has these troubles with it, the last for good. */
function releasing(...troubles: (ForgeTrouble | undefined)[]) {
  let facts = { base: 'old', commit: 'new', tag: 'v1.0.0' } as Facts;
  const put = vi.fn(async () => {
    const trouble = troubles.length > 1 ? troubles.shift() : troubles[0];
    if (trouble) throw new ForgeError(trouble, `it is ${trouble}`);
  });
  const act = () =>
    attach.act({
      ...{ facts, forge: { releases: { attach: put } } },
      kept: async (name: string) =>
        name === 'sbom.cdx.json' ? '{}' : undefined,
      keep: async (now: Partial<Facts>) => {
        facts = { ...facts, ...now };
      },
      checks: { begin: async () => {}, areGoingOn: async () => false },
    } as unknown as Making);
  return { act, put };
}

it.each(['away', 'limited'] as const)(
  'tries again for an hour where the forge is %s, and is released without it then',
  async trouble => {
    const { act } = releasing(trouble);
    await expect(act()).rejects.toMatchObject({ trouble });
    vi.setSystemTime(Date.now() + 59 * 60_000);
    await expect(act()).rejects.toMatchObject({ trouble });
    vi.setSystemTime(Date.now() + 61_000);
    expect(await act()).toEqual({
      attached: { code: 'not-attached', reason: `it is ${trouble}` },
    });
  },
);

it('goes on when a person has linked the forge anew', async () => {
  const { act } = releasing('refused', undefined);
  await expect(act()).rejects.toMatchObject({ trouble: 'refused' });
  vi.setSystemTime(Date.now() + 2 * 60 * 60_000);
  expect(await act()).toEqual({ attached: {} });
});

it('is released without it where the forge takes no files', async () => {
  const { act } = releasing('forbidden');
  expect(await act()).toMatchObject({ attached: { code: 'not-attached' } });
});
