import { ForgeError, type Place } from '../types';

/** What a forge would say, had it been asked to put it there. */
export function movedAt({ owner, name }: Place, branch: string): ForgeError {
  return new ForgeError(
    'moved',
    `The branch ${branch} of ${owner}/${name} has gone on meanwhile`,
  );
}
