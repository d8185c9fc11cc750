import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { KEY_BYTES } from './cipher';

/** Whom the file is for: its owner, and a group that the operator chose. */
const FORBIDDEN_MODE = 0o007;
const OWNER_ONLY = 0o600;

const HEAD = `# Keys of the secrets of this portal, one a line: without them nobody can
# read a secret any more. Keep a copy of this file, apart from the database's.
# The last key is the one in use. To change it, add another line
# (openssl rand -base64 32) and start the portal again.
`;

/** A key that opens data keys. */
export interface MasterKey {
  id: string;
  key: Buffer;
}

/** A key file that cannot be used, in words for the operator. */
export class KeyFileError extends Error {
  override name = 'KeyFileError';
}

/** The keys of a file, the one in use last; undefined: there is no file. */
export async function readKeys(file: string): Promise<MasterKey[] | undefined> {
  const text = await readFile(file, 'utf8').catch(error => {
    if (error.code === 'ENOENT') return undefined;
    throw new KeyFileError(`${file} cannot be read (${error.code})`);
  });
  if (text === undefined) return undefined;
  const { mode } = await stat(file);
  if (mode & FORBIDDEN_MODE) {
    throw new KeyFileError(`${file} is open to everybody: chmod o-rwx it`);
  }
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line && !line.startsWith('#'));
  if (lines.length === 0) throw new KeyFileError(`${file} has no key`);
  return lines.map((line, index) => {
    const key = Buffer.from(line, 'base64');
    if (key.length !== KEY_BYTES || key.toString('base64') !== line) {
      // The line itself may be half a key.
      throw new KeyFileError(
        `key ${index + 1} of ${file} is not ${KEY_BYTES} bytes in base64`,
      );
    }
    return { id: idOf(key), key };
  });
}

/**
 * Makes a key file with one key. It is there whole or not at all, and of two
 * portals that make it at once, one does.
 */
export async function makeKeyFile(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'wx', OWNER_ONLY);
  try {
    const key = randomBytes(KEY_BYTES).toString('base64');
    await handle.writeFile(`${HEAD}${key}\n`);
    await handle.sync();
    await link(draft, file).catch(error => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await handle.close();
    await unlink(draft);
  }
}

/** Says which key it is, and nothing about it. */
function idOf(key: Buffer): string {
  return createHash('sha256')
    .update('astrolabe key id')
    .update(key)
    .digest('hex')
    .slice(0, 16);
}
