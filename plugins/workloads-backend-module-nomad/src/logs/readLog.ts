import type { LogChunk } from '@astrolabe/plugin-workloads-common';
import {
  brokenStart,
  coverSecrets,
  unfinishedSecret,
  wholeLength,
  type EngineLogsOptions,
} from '@astrolabe/plugin-workloads-node';
import type { NomadClient } from '../client/NomadClient';
import { fromPosition, placeWithin, toPosition } from './position';

/** A file of an output; places are as if all files before had been full. */
interface Segment {
  path: string;
  start: number;
  end: number;
}

interface Output {
  segments: Segment[];
  first: number;
  end: number;
}

/** A stretch of one output. */
interface Stretch {
  bytes: Buffer;
  next: number;
  truncated: boolean;
}

type Source = {
  client: NomadClient;
  allocationId: string;
  secrets: string[];
  /** How big Nomad lets a file get, in bytes. */
  fileBytes: number;
};

const FOLDER = 'alloc/logs';

/** What a task has said, errors first; generated secrets are covered, byte for byte. */
export async function readLog(
  source: Source,
  { task, offset, maxBytes }: EngineLogsOptions,
): Promise<LogChunk> {
  const { stderr, stdout } = await outputsOf(source, task);
  const from = offset === undefined ? undefined : fromPosition(offset);
  const errors = stretchOf(stderr, from?.stderr);
  const others = stretchOf(stdout, from?.stdout);
  // Either may take what the other leaves, and at least half.
  const share = Math.min(
    errors.length,
    Math.max(Math.floor(maxBytes / 2), maxBytes - others.length),
  );
  const first = await read(source, {
    output: stderr,
    ...errors,
    maxBytes: share,
  });
  const second = await read(source, {
    output: stdout,
    ...others,
    maxBytes: maxBytes - share,
  });
  return {
    task,
    text: Buffer.concat([first.bytes, second.bytes]).toString('utf8'),
    nextOffset: toPosition({ stderr: first.next, stdout: second.next }),
    truncated: first.truncated || second.truncated,
  };
}

/** Where to begin in an output, and how much there is from there. */
function stretchOf({ first, end, segments }: Output, rest?: number) {
  const length = segments.reduce((sum, each) => sum + each.end - each.start, 0);
  if (rest === undefined) return { length };
  const place = placeWithin(rest, { first, end });
  const start = place ?? first;
  const left = segments.reduce(
    (sum, each) => sum + Math.max(0, each.end - Math.max(start, each.start)),
    0,
  );
  return { length: left, start, truncated: place === undefined };
}

async function read(
  source: Source,
  wanted: {
    output: Output;
    length: number;
    start?: number;
    truncated?: boolean;
    maxBytes: number;
  },
): Promise<Stretch> {
  const { output, length, maxBytes } = wanted;
  const isTail = wanted.start === undefined;
  const skip = isTail ? Math.max(0, length - maxBytes) : 0;
  const parts: { segment: Segment; from: number; to: number }[] = [];
  let skipped = 0;
  let taken = 0;
  for (const segment of output.segments) {
    const begin = Math.max(segment.start, wanted.start ?? segment.start);
    if (begin >= segment.end) continue;
    const left = Math.min(segment.end - begin, skip - skipped);
    skipped += left;
    const from = begin + left;
    const to = Math.min(segment.end, from + maxBytes - taken);
    taken += to - from;
    if (to > from) parts.push({ segment, from, to });
  }
  const pieces = [];
  for (const part of parts) pieces.push(await readPart(source, part));
  const bytes = Buffer.concat(pieces);
  const start = isTail ? brokenStart(bytes) : 0;
  const last = parts.at(-1);
  const whole = bytes.subarray(
    start,
    last?.to === output.end
      ? wholeLength(bytes) - unfinishedSecret(bytes, source.secrets)
      : wholeLines(bytes),
  );
  const cut = bytes.length - start - whole.length;
  const next = last ? last.to - cut : wanted.start ?? output.end;
  return { bytes: whole, next, truncated: wanted.truncated ?? false };
}

/** Where more of an output follows, the other one comes between two lines, if any ends here. */
function wholeLines(bytes: Buffer): number {
  return bytes.lastIndexOf('\n') + 1 || wholeLength(bytes);
}

/** Read with a little more on both sides, so that a secret on the edge is whole. */
async function readPart(
  { client, allocationId, secrets }: Source,
  { segment, from, to }: { segment: Segment; from: number; to: number },
): Promise<Buffer> {
  const margin = Math.max(0, ...secrets.map(each => Buffer.byteLength(each)));
  const begin = Math.max(segment.start, from - margin);
  const bytes = await client.bytes(`/client/fs/readat/${allocationId}`, {
    path: segment.path,
    offset: begin - segment.start,
    limit: Math.min(segment.end, to + margin) - begin,
  });
  return coverSecrets(bytes, secrets).subarray(from - begin, to - begin);
}

async function outputsOf(
  { client, allocationId, fileBytes }: Source,
  task: string,
): Promise<{ stdout: Output; stderr: Output }> {
  const { body } = await client.get<{ Name: string; Size: number }[]>(
    `/client/fs/ls/${allocationId}`,
    { path: FOLDER },
  );
  const output = (kind: string): Output => {
    const prefix = `${task}.${kind}.`;
    const segments = body
      .filter(({ Name }) => Name.startsWith(prefix))
      .map(({ Name, Size }) => {
        const start = Number(Name.slice(prefix.length)) * fileBytes;
        return { path: `${FOLDER}/${Name}`, start, end: start + Size };
      })
      .filter(({ start }) => Number.isInteger(start))
      .sort((one, other) => one.start - other.start);
    return {
      segments,
      first: segments[0]?.start ?? 0,
      end: segments.at(-1)?.end ?? 0,
    };
  };
  return { stdout: output('stdout'), stderr: output('stderr') };
}
