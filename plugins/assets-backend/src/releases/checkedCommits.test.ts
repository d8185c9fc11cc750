import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GoesOnLater } from './pauses';
import type { Facts } from './ReleaseStore';
import { checkedCommits } from './steps/checkedCommits';
import type { Making } from './steps';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A release at commit `new`, which stands on `old`. */
function releasing(more: Partial<Facts> = {}) {
  const sboms: Record<string, string> = {};
  const begun: string[] = [];
  const state = { isGoingOn: true };
  let facts = { base: 'old', commit: 'new', ...more } as Facts;
  const ask = () =>
    checkedCommits({
      ...{ facts: { ...facts } },
      kept: async (_name, [commit]) => sboms[commit],
      keep: async now => {
        facts = { ...facts, ...now };
      },
      checks: {
        begin: async commit => void begun.push(commit),
        areFilesToCome: async commit => commit === 'new' && state.isGoingOn,
      },
    } as Partial<Making> as Making);
  return { ask, begun, sboms, state };
}

it('waits for the checks of its commit, which it begins once, and takes their SBOM', async () => {
  const { ask, begun, sboms } = releasing();
  await expect(ask()).rejects.toBeInstanceOf(GoesOnLater);
  await expect(ask()).rejects.toBeInstanceOf(GoesOnLater);
  expect(begun).toEqual(['new']);
  sboms.new = 'of new';
  expect(await ask()).toEqual(['new', 'old']);
});

it('takes that of the commit which it stands on, where its own have made none', async () => {
  const { ask, state } = releasing();
  state.isGoingOn = false;
  expect(await ask()).toEqual(['new', 'old']);
  const proposed = releasing({ pullRequest: 'https://forge.example/1' });
  proposed.state.isGoingOn = false;
  // Others may have put something in before it was merged.
  expect(await proposed.ask()).toEqual(['new']);
});

it('waits for no checks that take longer than an hour', async () => {
  const { ask } = releasing();
  await expect(ask()).rejects.toBeInstanceOf(GoesOnLater);
  vi.setSystemTime(Date.now() + 61 * 60_000);
  expect(await ask()).toEqual(['new', 'old']);
});
