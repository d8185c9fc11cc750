/** Why a repository of the catalogue cannot be read, in words that all may see. */
export const troubles = {
  away: 'its forge has not answered for hours',
  unlinked: 'whoever had it made has its forge linked no more',
  refused: 'its forge does not let in whoever had it made',
  gone: 'its forge has no such repository any more',
  private: 'it is private now',
  metadata: 'it has no ai4-metadata.yml',
  format: 'its ai4-metadata.yml is not in a published format of AI4',
  large: 'its ai4-metadata.yml is too large',
  unreadable: 'its forge does not give its files',
} as const;

export type Trouble = keyof typeof troubles;

/** With these it may not be the repository any more that it was, or no module. */
const halting: readonly string[] = [
  ...['gone', 'private', 'metadata', 'format', 'large'],
];

/** With these nobody knows whether it is still public. */
const unseen: readonly string[] = ['gone', 'private', 'unlinked', 'refused'];

/** Whether it is as public as it was when it was last seen. */
export function isSeenWith(trouble: Trouble | ''): boolean {
  return !unseen.includes(trouble);
}

/** Whether it can be launched all the same. */
export function launchesWith(trouble: Trouble | ''): boolean {
  return !halting.includes(trouble);
}
