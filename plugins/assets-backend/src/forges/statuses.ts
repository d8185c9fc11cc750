/** What a portal has to say of a commit. undecided: it has ended, and nobody knows. */
export type CommitVerdict = 'pending' | 'passed' | 'failed' | 'undecided';

/** What is said of a commit at its forge; the same context said again takes its place. */
export interface CommitStatus {
  /** 40 digits. */
  commit: string;
  /** The branch that it was checked on. */
  branch: string;
  context: string;
  verdict: CommitVerdict;
  /** A line of at most `LONGEST` letters. */
  description: string;
  /** A page with more. */
  url?: string;
}

const OURS = 'astrolabe/';

/** What all forges take. */
export const LONGEST = 140;

/** The context in which a portal speaks, for each of its runners. */
export function contextOf(runner: string): string {
  return `${OURS}${runner}`;
}

/** Whether a portal has said it: then it is no word of the forge's own. */
export function isOfPortal(context: string): boolean {
  return context.startsWith(OURS);
}
