import { dependencyOf } from '../dependencies';
import type { FileReader } from '../types';

/** What pip is told to bring. */
export const requirements: FileReader = {
  path: 'requirements.txt',
  read: text => ({
    dependencies: text
      .replace(/\\\r?\n/g, ' ')
      .split(/\r?\n/)
      .flatMap(line => dependencyOf(line) ?? []),
  }),
};
