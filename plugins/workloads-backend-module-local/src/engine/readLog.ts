import { closeSync, openSync, readSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { LogChunk } from '@astrolabe/plugin-workloads-common';
import {
  brokenStart,
  coverSecrets,
  unfinishedSecret,
  wholeLength,
  type EngineLogsOptions,
} from '@astrolabe/plugin-workloads-node';
import { isCode } from '../folder/files';

/** A file of a log, and where its first byte is counted from the first one ever written. */
interface Segment {
  file: string;
  start: number;
  end: number;
}

/** A stretch of a task's log; generated secrets in it are covered, byte for byte. */
export function readLog(
  folder: string,
  options: EngineLogsOptions & { secrets: string[] },
): LogChunk {
  const { task, offset, maxBytes, secrets } = options;
  const segments = segmentsOf(folder);
  const first = segments[0]?.start ?? 0;
  const end = segments.at(-1)?.end ?? 0;
  const wanted = offset ?? Math.max(first, end - maxBytes);
  const start = Math.min(Math.max(wanted, first), end);
  // Read a little more on both sides, so that a secret on the edge is whole.
  const margin = Math.max(
    0,
    ...secrets.map(secret => Buffer.byteLength(secret)),
  );
  const from = Math.max(first, start - margin);
  const bytes = readRange(
    segments,
    from,
    Math.min(end, start + maxBytes + margin),
  );
  const covered = coverSecrets(bytes, secrets).subarray(
    start - from,
    start - from + maxBytes,
  );
  const skipped = offset === undefined ? brokenStart(covered) : 0;
  const isLast = start + covered.length === end;
  const whole = covered.subarray(
    skipped,
    wholeLength(covered) - (isLast ? unfinishedSecret(covered, secrets) : 0),
  );
  return {
    task,
    text: whole.toString('utf8'),
    nextOffset: start + skipped + whole.length,
    truncated: offset !== undefined && offset < first,
  };
}

function segmentsOf(folder: string): Segment[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return []; // It has not started yet.
    throw error;
  }
  return names
    .filter(name => /^\d+\.log$/.test(name))
    .sort()
    .flatMap(name => {
      const file = path.join(folder, name);
      const size = statSync(file, { throwIfNoEntry: false })?.size;
      const start = Number.parseInt(name, 10);
      return size === undefined ? [] : [{ file, start, end: start + size }];
    });
}

function readRange(segments: Segment[], from: number, to: number): Buffer {
  const parts = segments
    .filter(({ start, end }) => start < to && end > from)
    .map(({ file, start, end }) => {
      const position = Math.max(0, from - start);
      const length = Math.min(end, to) - start - position;
      const part = Buffer.alloc(length);
      const handle = openSync(file, 'r');
      try {
        return part.subarray(0, readSync(handle, part, 0, length, position));
      } finally {
        closeSync(handle);
      }
    });
  return Buffer.concat(parts);
}
