import type { DatasetDescription } from '@astrolabe/plugin-assets-common';

/** More files make the task ask the repository itself: a record stays small. */
const LISTED_FILES = 300;

/**
 * What the task is to fetch. Where the portal knows the files, they are what is
 * fetched and checked: what was shown before is what comes.
 */
export function wantedText(
  sources: readonly string[],
  known: readonly (DatasetDescription | undefined)[],
): string {
  const wanted = sources.map((source, index) => {
    const found = known[index];
    const isListed =
      found && found.filesTotal > 0 && found.filesTotal <= LISTED_FILES;
    if (!isListed) return source;
    const files = found.files.map(({ path, url, bytes, checksum }) => ({
      name: path,
      url,
      ...(bytes !== undefined && { size: bytes }),
      ...(checksum && {
        algorithm: checksum.algorithm,
        digest: checksum.value,
      }),
    }));
    return { source, files };
  });
  return JSON.stringify(wanted);
}
