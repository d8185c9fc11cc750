import { InputError } from '@backstage/errors';

const LONGEST = 1024;

/** How deep folders below folders are looked into. @public */
export const DEEPEST_FOLDER = 8;

/** Folders that are looked into for one list: who makes more gets what is in these. @public */
export const MOST_FOLDERS = 500;

/**
 * The names of a path below a workload's folder; none for the folder itself.
 *
 * @throws InputError for what could lead out of it
 * @public
 */
export function namesOfPath(path: string): string[] {
  const names = path === '' ? [] : path.split('/');
  const isInside =
    path.length <= LONGEST &&
    names.length <= DEEPEST_FOLDER + 1 &&
    names.every(name => !['', '.', '..'].includes(name)) &&
    !/[\\\p{Cc}]/u.test(path);
  if (isInside) return names;
  throw new InputError(
    `The path of a file has to be names with '/' between them, at most ${
      DEEPEST_FOLDER + 1
    } and none of them '.' or '..'`,
  );
}
