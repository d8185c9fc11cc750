/** A forge to try publishing on, real or of ours, with one person and their group. */
export interface ForgeBench {
  service: string;
  /** As one links it. */
  url: string;
  person: string;
  group: string;
  /** A token that may do all that is needed, and one that may only say who one is. */
  tokens: { good: string; poor: string };
  /** What has to be said of the poor one. */
  lacks: RegExp;
  /** The request that puts files in, by method and path. */
  commits: RegExp;
  /** The request that puts a change in. */
  changes: RegExp;
  /** The request that makes a repository. */
  creates: RegExp;
  /** Undefined where there is none. */
  look(owner: string, name: string): Promise<Look | undefined>;
  /** Somebody makes one by hand. */
  makeByHand(name: string): Promise<void>;
  /** Somebody else makes a public one, with files; they are called so. */
  makeOfOther(name: string, files: Record<string, string>): Promise<string>;
  /** The person changes one of theirs, or removes it. */
  change(name: string, to: Change): Promise<void>;
  remove(name: string): Promise<void>;
  /** Its default branch takes what is proposed alone. */
  closeBranch(name: string): Promise<void>;
  /** What is on a branch of one of theirs; undefined where there is no such branch. */
  filesOf(
    name: string,
    branch: string,
  ): Promise<Record<string, string> | undefined>;
  /** Names of what is beside the release of a tag of one of theirs. */
  attachedTo(name: string, tag: string): Promise<string[]>;
  /** What one of theirs tells of pushes, with the secret where it is shown. */
  hooksOf(name: string): Promise<{ url: string; secret?: string }[]>;
  /** What was said of a commit of one of theirs: of each context the last. */
  saidOf(name: string, commit: string): Promise<Said[]>;
  /** What it calls what was said. */
  words: Record<'pending' | 'failed' | 'undecided', string>;
  /** What is proposed to one of theirs, and open. */
  requestsOf(name: string): Promise<Requested[]>;
  /** One of these is closed without being taken in. */
  closeRequest(name: string, number: number): Promise<void>;
  /** A stranger proposes a branch of theirs; where forges of ours have strangers. */
  proposeFromFork?(name: string, between: Between): Promise<void>;
  /** A group that only those see who have signed in. */
  closedGroup?: string;
  /** Whether branches of private ones can be protected. Default: true. */
  protectsPrivate?: boolean;
  /** Fails where git can rewrite or delete its branch `main`; of a real forge. */
  refusesRewriting?(name: string): Promise<void>;
  /** It ends at once, and is there again. */
  kill?(): Promise<void>;
  start?(): Promise<void>;
  stop(): Promise<void>;
}

/** A commit status. */
export interface Said {
  context: string;
  state: string;
  description: string;
  url?: string;
}

export interface Change {
  name?: string;
  isPrivate?: boolean;
  files?: Record<string, string>;
  /** What its default branch is called. */
  branch?: string;
}

/** Branches of a pull or merge request. */
export type Between = Pick<Requested, 'head' | 'base'>;

/** As forges of ours keep it. */
export interface KeptRequest extends Requested {
  isClosed?: boolean;
  isOfFork?: boolean;
}

/** A pull or merge request. */
export interface Requested {
  number: number;
  title: string;
  body: string;
  head: string;
  base: string;
}

/** What somebody sees who looks at a repository there. */
export interface Look {
  description: string;
  isPrivate: boolean;
  isProtected: boolean;
  branch: string;
  /** Messages, the newest first. */
  commits: string[];
  /** By path; what is no text stands there as `inWords` has it. */
  files: Record<string, string>;
}
