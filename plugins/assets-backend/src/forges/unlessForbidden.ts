import { ForgeError } from './types';

/** What one may not ask for is not there for one, and no reason to leave off. */
export async function unlessForbidden<T>(
  asked: Promise<T>,
): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    const isForbidden =
      error instanceof ForgeError && error.trouble === 'forbidden';
    if (isForbidden) return undefined;
    throw error;
  }
}
