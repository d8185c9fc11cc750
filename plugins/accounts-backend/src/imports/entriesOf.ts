import type { Advice } from '@astrolabe/http';
import { compare, type OtherVault } from './OtherVault';

/** Folders in folders. */
const DEEPEST = 8;

/** What is at a path below a person's folder; or why it cannot be had. */
export type Entry = { path: string[] } & (
  | { data: Record<string, unknown> }
  | { skipped: string }
);

/**
 * All that is below a folder, in the order of the paths.
 *
 * @param after - the path after which it goes on; empty: from the beginning
 */
export async function* entriesOf(
  vault: Pick<OtherVault, 'list' | 'read'>,
  from: { root: string[]; after: string[] },
  path: string[] = [],
): AsyncGenerator<Entry> {
  const { root, after } = from;
  if (path.length === DEEPEST) {
    yield { path, skipped: `it is ${DEEPEST} folders deep` };
    return;
  }
  const children = await unlessRefused(vault.list([...root, ...path]));
  if (children === 'refused') {
    const isNew = path.length === 0 || inOrder(path, after) > 0;
    if (isNew) yield { path, skipped: 'the token may not list it' };
    return;
  }
  for (const { name, isFolder } of children) {
    const child = [...path, name];
    if (isFolder) {
      const isOver = inOrder(child, after.slice(0, child.length)) < 0;
      if (!isOver) yield* entriesOf(vault, from, child);
    } else if (inOrder(child, after) > 0) {
      const data = await unlessRefused(vault.read([...root, ...child]));
      if (data === 'refused') {
        yield { path: child, skipped: 'the token may not read it' };
      } else if (data) yield { path: child, data };
    }
  }
}

/** A folder comes before what is in it. */
function inOrder(one: string[], other: string[]): number {
  const at = one.findIndex((name, index) => name !== other[index]);
  if (at === -1) return one.length - other.length;
  return at === other.length ? 1 : compare(one[at], other[at]);
}

async function unlessRefused<T>(asked: Promise<T>): Promise<T | 'refused'> {
  try {
    return await asked;
  } catch (error) {
    if ((error as Advice).code === 'IMPORT_REFUSED') return 'refused';
    throw error;
  }
}
