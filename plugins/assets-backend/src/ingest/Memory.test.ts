import { expect, it } from 'vitest';
import type { AssetDelta } from '@astrolabe/plugin-assets-node';
import { syntheticFile } from '../testUtils';
import { Memory } from './Memory';
import { CHECKS_VERSION } from './toRecord';

const page = (...numbers: number[]): AssetDelta => ({
  upserted: numbers.map(i => syntheticFile(i)),
  removed: [],
});
const before = {
  assets: [1, 2, 3, 4].map(i => `module/module-${i}`),
  manifests: ['shared', 'old'],
};
const again = (memory: Memory) =>
  Memory.of(JSON.parse(JSON.stringify(memory.stored())))!;

it('what a source no longer names goes when all was read again, also after a stop in the middle', () => {
  let memory = Memory.ofNothing(before);
  expect(memory.state).toBe(undefined);
  memory.remember(
    {
      ...page(1),
      removed: ['module/module-4'],
      manifests: [{ id: 'shared', content: '', location: '' }],
    },
    'half',
  );
  memory = again(memory);
  expect(memory.state).toBe('half');
  memory.remember(page(2), 'all');
  expect(memory.notNamedAgain()).toEqual({
    upserted: [],
    removed: ['module/module-3'],
    removedManifests: ['old'],
  });
  memory = again(memory);
  expect(memory.notNamedAgain()).toBe(undefined);
  expect(memory.stored()).toEqual({ checks: CHECKS_VERSION, state: 'all' });
});

it('nothing is remembered of what other checks have seen', () => {
  expect(Memory.of(undefined)).toBe(undefined);
  expect(Memory.of({ checks: CHECKS_VERSION })).toBe(undefined);
  const old = { checks: CHECKS_VERSION - 1, state: 'all' };
  expect(Memory.of(old)).toBe(undefined);
  const memory = Memory.ofNothing(before, old);
  // How things are called is.
  expect([memory.state, memory.former]).toEqual([undefined, 'all']);
});
