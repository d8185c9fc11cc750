import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ForgeError, type ForgeClient, type ForgeTrouble } from '../forges';
import { GitlabReleases } from '../forges/releases/gitlab';
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
      checks: { begin: async () => {}, areFilesToCome: async () => false },
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

it.each(['taken', 'unclear'] as const)(
  'has what is there by now, though the forge refused it as %s',
  async trouble => {
    const { act, put } = releasing(trouble, undefined);
    expect(await act()).toEqual({ attached: {} });
    expect(put).toHaveBeenCalledTimes(2);
  },
);

it('has what is there among many files at GitLab', async () => {
  const links = Array.from({ length: 30 }, (_, at) => ({ name: `${at}.json` }));
  const put = vi.fn();
  const http = {
    // As GitLab does: 20, unless more are asked for.
    get: async (path: string) => {
      const most = /[?&]per_page=(\d+)/.exec(path)?.[1] ?? 20;
      return links.slice(0, Number(most));
    },
    ...{ upload: put, send: put },
  } as unknown as ForgeClient;
  const releases = new GitlabReleases('https://gitlab.example', http);
  const place = { owner: 'ada', name: 'leaf' };
  await releases.attach(place, 'v1.0.0', { name: '29.json', text: '{}' });
  expect(put).not.toHaveBeenCalled();
});
