import { withAdvice } from '@astrolabe/http';
import {
  inWords,
  snapshotRoom,
  type SnapshotLimits,
} from '@astrolabe/plugin-workloads-common';
import { NotAllowedError, NotFoundError } from '@backstage/errors';

/** A stranger's snapshot, one that may not be read, and a missing one look the same. */
export function noSnapshot(id: string): Error {
  return withAdvice(new NotFoundError(`No snapshot '${id}'`), {
    code: 'SNAPSHOT_NOT_FOUND',
    nextStep: 'Your snapshots are listed under My workloads.',
  });
}

/** Without numbers, for whoever takes one of what another owns. */
export function noRoomOfOwner(): Error {
  return withAdvice(
    new NotAllowedError('Its owner has no room for another snapshot'),
    {
      code: 'SNAPSHOT_OWNER_QUOTA',
      cause: 'a snapshot is its owner’s, and counts for them',
      nextStep: 'Ask its owner to delete one.',
    },
  );
}

/** @throws NotAllowedError when a snapshot of this size has no room */
export function holdToLimits(bytes: number, limits: SnapshotLimits): void {
  const { bytesEach, bytesPerPerson, usedBytes, perPerson, used } = limits;
  if (used >= perPerson) {
    throw withAdvice(
      new NotAllowedError(`You have ${used} of ${perPerson} snapshots`),
      {
        code: 'SNAPSHOT_QUOTA',
        cause: `${used} of ${perPerson} snapshots`,
        nextStep: 'Delete one that you no longer need.',
      },
    );
  }
  if (bytes > bytesEach) {
    throw withAdvice(
      new NotAllowedError(
        `A snapshot may have ${said(bytesEach)}; this one would have ${said(
          bytes,
        )}`,
      ),
      {
        code: 'SNAPSHOT_TOO_LARGE',
        cause: `${bytes} of ${bytesEach} bytes`,
        nextStep: 'Remove files that are not needed, or move data elsewhere.',
      },
    );
  }
  if (bytes > snapshotRoom(limits)) {
    throw withAdvice(
      new NotAllowedError(
        `Your snapshots have ${said(usedBytes)} of ${said(
          bytesPerPerson,
        )}; this one would add ${said(bytes)}`,
      ),
      {
        code: 'SNAPSHOT_QUOTA',
        cause: `${usedBytes} of ${bytesPerPerson} bytes in use, ${bytes} asked`,
        nextStep: 'Delete snapshots that you no longer need.',
      },
    );
  }
}

function said(diskBytes: number): string {
  return inWords({ diskBytes });
}
