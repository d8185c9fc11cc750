import {
  isSlowStorage,
  type StorageStatus,
} from '@astrolabe/plugin-workloads-common';
import { ago } from './text';

const SLOW = '; that is slow: copying it in may be better';

/** How a storage of a workload does, in one line. */
export function storageLine(status: StorageStatus): string {
  const { account = 'of its owner', reason, since } = status;
  const when = since ? ` (${ago(since)})` : '';
  const why = reason ? `: ${reason}` : '';
  return `${account}: ${words(status)}${why}${when}`;
}

function words(status: StorageStatus): string {
  const { state, files = 0, bytes = 0, totalBytes = 0, beside = [] } = status;
  const kept = beside.length > 0 ? `; beside: ${beside.join(', ')}` : '';
  switch (state) {
    case 'answers':
      return `${speed(status)}${isSlowStorage(status) ? SLOW : ''}`;
    case 'silent':
      return 'does not answer; the workload goes on';
    case 'copying-in':
      return `is being copied in, ${mega(bytes)} of ${mega(totalBytes)} MB`;
    case 'copied-in':
      return `copied in, ${files} files, ${mega(
        bytes,
      )} MB; what changes is copied back at the end`;
    case 'copying-back':
      return 'what has changed is being copied back';
    case 'copied-back':
      return `${files} files were copied back${kept}`;
    case 'left':
      if (status.triesUntil)
        return `${files} files are not copied back yet: tried again until ${status.triesUntil}`;
      return `${files} files were NOT copied back: astrolabe copy-back where its files are kept, or take them with astrolabe files${kept}`;
    default:
      return 'nothing is known yet';
  }
}

function speed(status: StorageStatus): string {
  const { answersMs, writesBytesPerSecond, readsBytesPerSecond } = status;
  return [
    answersMs !== undefined && `answers in ${Math.round(answersMs)} ms`,
    writesBytesPerSecond && `writes ${mega(writesBytesPerSecond)} MB/s`,
    readsBytesPerSecond && `reads ${mega(readsBytesPerSecond)} MB/s`,
  ]
    .filter(Boolean)
    .join(', ');
}

function mega(bytes: number): string {
  const amount = bytes / 1e6;
  return amount < 10 ? amount.toFixed(1) : amount.toFixed(0);
}
