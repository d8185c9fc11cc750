import { KeyFileError, makeKeyFile, readKeys, type MasterKey } from './KeyFile';

/**
 * The keys of the file, which is made for a portal that has no secrets yet.
 *
 * @param used - ids of keys that secrets have
 */
export async function openKeys(
  file: string,
  used: readonly string[],
): Promise<{ keys: MasterKey[]; trouble?: string }> {
  try {
    let keys = await readKeys(file);
    if (!keys) {
      // Another key would open none of those that there are.
      if (used.length > 0) throw new KeyFileError(`${file} is missing`);
      await makeKeyFile(file);
      keys = (await readKeys(file))!;
    }
    const known = new Set(keys.map(({ id }) => id));
    const missing = used.filter(id => !known.has(id));
    if (missing.length === 0) return { keys };
    throw new KeyFileError(
      `${file} has not the key ${missing.join(
        ', ',
      )} that secrets are closed with`,
    );
  } catch (error) {
    if (!(error instanceof KeyFileError)) throw error;
    return { keys: [], trouble: error.message };
  }
}
