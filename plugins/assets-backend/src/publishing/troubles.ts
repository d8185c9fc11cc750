import { kindOf, type RepositoryKind } from './kinds';

/** Why a repository of the catalogue cannot be read, in words that all may see. */
export function troublesOf({
  file,
  format,
}: Pick<RepositoryKind, 'file' | 'format'>) {
  return {
    away: 'its forge has not answered for hours',
    unlinked: 'whoever had it made has its forge linked no more',
    refused: 'its forge does not let in whoever had it made',
    gone: 'its forge has no such repository any more',
    private: 'it is private now',
    metadata: `it has no ${file}`,
    format: `its ${file} is not in ${format}`,
    large: `its ${file} is too large`,
    unreadable: 'its forge does not give its files',
  } as const;
}

/** Of modules. */
export const troubles = troublesOf(kindOf('module'));

export type Trouble = keyof ReturnType<typeof troublesOf>;

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
