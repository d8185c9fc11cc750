import type { StorageTask } from '@astrolabe/plugin-storage-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { TaskNote } from './TaskNote';

// Without Vitest's globals, Testing Library does not clean up by itself.
afterEach(cleanup);

it.each<[string, Partial<StorageTask>]>([
  ['3 done', { done: 3 }],
  ['3 of 12 done', { done: 3, total: 12, doneBytes: 5 }],
  [
    '0 of 1 done · 40 MiB of 2 GiB',
    { done: 0, total: 1, doneBytes: 40 * 2 ** 20, totalBytes: 2 ** 31 },
  ],
])('a copy says how far it is: %s', async (said, progress) => {
  const task: StorageTask = {
    ...{ id: 'a', kind: 'copy', storage: 'home', path: 'data/run' },
    ...{ state: 'running', startedAt: '2026-11-24T08:00:00.000Z' },
    ...progress,
  };
  const view = {
    task,
    ...{ error: undefined, follow: async () => {}, cancel: () => undefined },
  };
  renderInTestApp(<TaskNote view={view} />);
  expect(await screen.findByText('Copying run')).toBeTruthy();
  expect(screen.getByText(said)).toBeTruthy();
});
