import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SBOM } from '../../checks/RunStore';
import { ForgeError } from '../../forges';
import { piecesOf } from './pieces';
import { assertTagged } from './release';
import type { Making, Step } from './types';

const MAX_BYTES = 1_000_000_000;
const DOWNLOAD_MS = 15 * 60_000;
const PREFIX = 'astrolabe-release-';
/** Nothing is at it for longer. */
const LEFT_MS = 24 * 60 * 60_000;
const ZIP_BEGINS = Buffer.from('PK\x03\x04');
const ZIP_ENDS = Buffer.from('PK\x05\x06');
/** In which a zip file has its last record, with its comment. */
const END_BYTES = 66_000;

/** The files of the tag, and what belongs to it beside them. */
export const files: Step = {
  ...{ id: 'files', isOfArchive: true },
  isDone: ({ deposited }) => deposited !== undefined,
  async act(making) {
    const pieces = await piecesOf(making);
    const folder = await mkdtemp(path.join(os.tmpdir(), PREFIX));
    try {
      const { row } = making;
      const zip = path.join(folder, `${row.name}-${row.version}.zip`);
      // A name can be given away while it is read.
      await assertTagged(making);
      await download(making, zip);
      await assertTagged(making);
      for (const { name, text } of pieces) {
        await writeFile(path.join(folder, name), text);
      }
      const named = pieces.map(({ name }) => path.join(folder, name));
      const ours = await Promise.all([zip, ...named].map(described));
      await deposit(making, ours);
      return {
        deposited: {
          sbom: pieces.some(({ name }) => name === SBOM),
          files: Object.fromEntries(ours.map(({ name, md5 }) => [name, md5])),
        },
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** What portals that were killed have left on the disk; one that stays is told. */
export async function removeLeftOver(
  onError: (error: Error) => void,
): Promise<void> {
  for (const name of await readdir(os.tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = path.join(os.tmpdir(), name);
    try {
      const { mtimeMs } = await stat(folder);
      if (Date.now() - mtimeMs > LEFT_MS) {
        await rm(folder, { recursive: true, force: true });
      }
    } catch (error) {
      // It may be another's, or gone by now: those after it are removed.
      onError(error as Error);
    }
  }
}

async function download({ forge, place, facts }: Making, to: string) {
  const limits = { maxBytes: MAX_BYTES, timeoutMs: DOWNLOAD_MS };
  const { body } = await forge.releases.archive(place, facts.tag, limits);
  await pipeline(body, createWriteStream(to)).catch(error => {
    throw new ForgeError('away', `its files broke off: ${error.message}`);
  });
  if (!(await isZip(to))) {
    const host = new URL(forge.pages).host;
    throw new ForgeError('unclear', `${host} gives no zip file of the tag`);
  }
}

/** By how it begins, and by the record that each ends with. */
export async function isZip(at: string): Promise<boolean> {
  const file = await open(at);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(4);
    const tail = Buffer.alloc(Math.min(size, END_BYTES));
    await file.read(head, 0, head.length, 0);
    await file.read(tail, 0, tail.length, size - tail.length);
    return head.equals(ZIP_BEGINS) && tail.includes(ZIP_ENDS);
  } finally {
    await file.close();
  }
}

/** These and no others: a new version begins with the files of the one before. */
async function deposit(
  { archive, facts }: Making,
  ours: Awaited<ReturnType<typeof described>>[],
) {
  const { id } = facts.deposit!;
  const present = await archive!.files(id);
  const isSame = (one: { name: string; md5: string; bytes: number }) =>
    ours.some(
      each =>
        each.name === one.name &&
        each.md5 === one.md5 &&
        each.bytes === one.bytes,
    );
  for (const file of present) {
    if (!isSame(file)) await archive!.removeFile(id, file.id);
  }
  const kept = present.filter(isSame).map(({ name }) => name);
  for (const { at, ...file } of ours) {
    if (kept.includes(file.name)) continue;
    const body = createReadStream(at);
    await archive!.putFile(facts.deposit!, { ...file, body });
  }
}

async function described(at: string) {
  const digest = createHash('md5');
  await pipeline(createReadStream(at), digest);
  const { size: bytes } = await stat(at);
  return { at, name: path.basename(at), bytes, md5: digest.digest('hex') };
}
