import { ForgeError } from '../types';

/**
 * The number of the one that is there, or of a new one. An answer may have been lost,
 * and two may ask at once: what cannot be made because there is one is found.
 */
export async function onceProposed(
  find: () => Promise<number | undefined>,
  make: () => Promise<number>,
): Promise<number> {
  const before = await find();
  if (before !== undefined) return before;
  try {
    return await make();
  } catch (error) {
    const meanwhile = error instanceof ForgeError ? await find() : undefined;
    if (meanwhile === undefined) throw error;
    return meanwhile;
  }
}
