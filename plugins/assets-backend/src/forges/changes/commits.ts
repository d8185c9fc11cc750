import { ForgeError, type Place } from '../types';

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** A branch of such a name is nobody's. */
export function isCommit(ref: string): boolean {
  return COMMIT.test(ref);
}

/** What a forge calls a commit: anything else would lead elsewhere in an address. */
export function asCommit(said: unknown): string {
  if (typeof said === 'string' && isCommit(said)) return said;
  throw new ForgeError('unclear', 'The forge names a commit that is none');
}

/**
 * Some forges put a change on whatever the branch has become in that very moment.
 *
 * @throws ForgeError `moved` where it stands on something else than was meant
 */
export function assertStandsOn(
  { branch, from }: { branch: string; from: string },
  { place, parent }: { place: Place; parent: string | undefined },
): void {
  if (parent === from) return;
  const { owner, name } = place;
  throw new ForgeError(
    'moved',
    `The change is on the branch ${branch} of ${owner}/${name}, but others have put something below it meanwhile`,
  );
}
