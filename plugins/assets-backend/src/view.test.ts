import type { Community } from '@astrolabe/plugin-communities-common';
import { expect, it } from 'vitest';
import type { IndexedAsset } from './database';
import { viewOf } from './view';

it('A community that offers a tool by its name offers no stranger’s of that name', () => {
  const shows = viewOf({ id: 'a', tools: ['shelf'] } as unknown as Community)!;
  const indexed = { summary: { kind: 'tool', name: 'shelf' } } as IndexedAsset;
  expect(shows(indexed)).toBe(true);
  expect(shows({ ...indexed, isStrange: true })).toBe(false);
});
