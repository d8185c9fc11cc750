/** A version as one reads it: a commit as forges show it, and all else as it is. */
export function shownVersion(version: string | undefined) {
  const isCommit = version && /^[0-9a-f]{40}$/.test(version);
  return isCommit ? version.slice(0, 7) : version;
}
