/** The names from the root of a storage to an entry. The root is the empty one. @public */
export type EntryPath = readonly string[];

/** What most file systems take, in bytes of UTF-8. */
const LONGEST_NAME = 255;
const LONGEST_PATH = 4096;

/** What is wrong with a path, for whoever typed it. @public */
export class PathError extends Error {}

/**
 * The names of a path. It is the one place where a text becomes a place in a
 * storage: no name leads out of a folder, and nothing is decoded twice.
 *
 * @throws PathError
 * @public
 */
export function parsePath(text: string): EntryPath {
  if (bytesOf(text) > LONGEST_PATH) {
    throw new PathError(`A path has at most ${LONGEST_PATH} bytes`);
  }
  const names = text.split('/').filter(name => name !== '');
  for (const name of names) {
    const wrong = wrongInName(name);
    if (wrong) throw new PathError(wrong);
  }
  return names;
}

/** What is wrong with the name of a file or folder; undefined: nothing. @public */
export function wrongInName(name: string): string | undefined {
  if (name === '') return 'A name has at least one character';
  if (name === '.' || name === '..') return `'${name}' is no name`;
  if (name.includes('/')) return `A name has no '/'`;
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) {
    return 'A name has no control characters';
  }
  if (/[\ud800-\udfff]/u.test(name)) return 'A name is whole characters';
  if (bytesOf(name) > LONGEST_NAME) {
    return `A name has at most ${LONGEST_NAME} bytes`;
  }
  return undefined;
}

/** @public */
export function pathText(path: EntryPath): string {
  return path.join('/');
}

/** The path of an entry in a folder. @public */
export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The folder that an entry is in. @public */
export function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last name of a path. @public */
export function nameOfPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
