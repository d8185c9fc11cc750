import type { GuardedClient } from '@astrolabe/http';
import type { ForgeAccess } from '@astrolabe/plugin-accounts-node';
import type {
  AssetLanguage,
  ForgeOwner,
  ProjectFile,
  RepositoryVisibility,
} from '@astrolabe/plugin-assets-common';
import type { ForgeClient } from './ForgeClient';
import type { ForgeReleases } from './releases';
import type { CommitStatus } from './statuses';

/** The branch that a project begins on. */
export const BRANCH = 'main';

/** Where a repository is, or will be. */
export interface Place {
  owner: string;
  name: string;
}

/** What a forge says of a repository. */
export interface ForgeRepository extends Place {
  /** The forge's own, which it keeps under another name or owner. */
  id: string;
  /** Its page. */
  url: string;
  /** For git. */
  cloneUrl: string;
  description: string;
  visibility: RepositoryVisibility;
  /** Its default branch, also while there is nothing in it. */
  branch: string;
  /** Whether the person may put something in. */
  mayWrite: boolean;
  about?: RepositoryAbout;
}

/** What a forge says of a repository beside its files. */
export interface RepositoryAbout {
  /** SPDX identifier. */
  license?: string;
  createdAt?: string;
  /** When something was last put in. */
  updatedAt?: string;
  sizeBytes?: number;
  /** The most first; only where it was asked for more: see `Forge.about`. */
  languages?: AssetLanguage[];
  /** The newest one that is no draft; as above. */
  release?: { tag: string; url: string };
}

export interface RepositoryWish extends Place {
  description: string;
  visibility: RepositoryVisibility;
}

/** The newest commit of a branch. */
export interface Tip {
  branch: string;
  /** 40 digits. */
  commit: string;
  message: string;
}

/** A commit on top of another. */
export interface Change {
  branch: string;
  /** The commit that it stands on: the tip of the branch, or where a branch that is not there begins. */
  from: string;
  message: string;
  /** What is there of these is replaced; all others stay. */
  files: ProjectFile[];
}

/** Branches that others are asked to take in. */
export interface Proposal {
  branch: string;
  /** The branch that is to take it in. */
  into: string;
  title: string;
  /** In Markdown. */
  body: string;
}

/** What is changed in a repository that has files: by anybody, at any time. */
export interface ForgeChanges {
  /**
   * Of its default branch, unless one is named; undefined where there is none, or
   * nothing in it.
   */
  tip(place: Place, branch?: string): Promise<Tip | undefined>;

  /**
   * All of it in one commit, or nothing.
   *
   * @returns the commit that it has become, on top of that which was named
   * @throws ForgeError `moved` where the branch has gone on, or is there already with
   * another tip. Of other files, some forges notice it only afterwards: the change is
   * there then, and the message says so. `forbidden` where it takes no commits of the
   * person
   */
  change(place: Place, change: Change): Promise<string>;

  /** The pull or merge request of these two branches: the open one where there is one. */
  propose(
    place: Place,
    proposal: Proposal,
  ): Promise<{ url: string; number: number }>;
}

/** A forge, spoken to in the name of a person. All that it does not do is a ForgeError. */
export interface Forge extends ForgeChanges {
  /** Its pages, such as `https://gitlab.com`. */
  readonly pages: string;
  /** Where the person makes tokens. */
  readonly tokensPage: string;
  /** What it has to do with versions. */
  readonly releases: ForgeReleases;

  /** Where the person may make repositories: they themselves first. */
  owners(): Promise<ForgeOwner[]>;

  /** Undefined where there is none, or none that the person may see. */
  find(place: Place): Promise<ForgeRepository | undefined>;

  /** By the forge's own id, whatever it is called now; undefined as with `find`. */
  findById(id: string): Promise<ForgeRepository | undefined>;

  /** All that it says of one that was found, in which languages it is written and what was released of it among that. */
  about(found: ForgeRepository): Promise<RepositoryAbout>;

  /** Makes one without files. @throws ForgeError `taken` */
  create(wish: RepositoryWish): Promise<ForgeRepository>;

  /**
   * Message of the newest commit of the branch; undefined while there is none but
   * what the forge itself begins a repository with.
   */
  head(place: Place): Promise<string | undefined>;

  /** The first commit of one without files; all of it or nothing. */
  commit(
    place: Place,
    commit: { message: string; files: ProjectFile[] },
  ): Promise<void>;

  /** Nobody may rewrite the branch or remove it. */
  protect(place: Place): Promise<void>;

  /** What it says of itself, and who sees it. */
  describe(wish: RepositoryWish): Promise<ForgeRepository>;

  /**
   * A file; undefined where there is none.
   *
   * @param at a branch or a commit; `main`, unless it is said
   * @throws ForgeError `unclear` where it is no file, or too large
   */
  read(place: Place, path: string, at?: string): Promise<string | undefined>;

  /** Where a person sees a file of its default branch. */
  pageOf(found: ForgeRepository, path: string): string;

  /** Has it tell an address of pushes and of what is proposed, signed with the secret; one that is there is told the secret. */
  hook(place: Place, hook: { url: string; secret: string }): Promise<void>;

  /** It tells an address no more; none that did is no error. */
  unhook(place: Place, url: string): Promise<void>;

  /**
   * Has it say something of a commit; the same once more is no error.
   *
   * @throws ForgeError `unclear` where there is no such commit
   */
  say(place: Place, status: CommitStatus): Promise<void>;
}

/** What a forge is asked over. */
export type ForgeWire = Pick<GuardedClient, 'request' | 'open'>;

/** A kind of forge: one file each, all of this shape. */
export interface ForgeKind {
  /** Id of the provider of accounts. */
  readonly service: string;
  /** Its API, in the words that its kind of forge says things in. */
  speak(access: ForgeAccess, client: ForgeWire): ForgeClient;
  open(access: ForgeAccess, client: ForgeWire): Forge;
}

/**
 * Why a forge does not do it. away: it does not answer. limited: it wants a pause.
 * refused: the token holds no more. forbidden: it may not do this. taken: there is a
 * repository of that name. moved: others have put something in meanwhile. unclear:
 * anything else.
 */
export type ForgeTrouble =
  | 'away'
  | 'limited'
  | 'refused'
  | 'forbidden'
  | 'taken'
  | 'moved'
  | 'unclear';

/** @see ForgeTrouble */
export class ForgeError extends Error {
  readonly trouble: ForgeTrouble;
  /** forbidden: what the token lacks, in the forge's own words. */
  readonly needs: string | undefined;
  /** limited: when it may be tried again. */
  readonly until: Date | undefined;

  constructor(
    trouble: ForgeTrouble,
    message: string,
    more: { needs?: string; until?: Date } = {},
  ) {
    super(message);
    this.name = 'ForgeError';
    this.trouble = trouble;
    this.needs = more.needs;
    this.until = more.until;
  }
}
