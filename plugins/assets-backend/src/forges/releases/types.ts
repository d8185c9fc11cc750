import type { OpenAnswer } from '@astrolabe/http';
import type { Place } from '../types';

export interface Tag {
  name: string;
  commit: string;
}

export interface ForgeCommit {
  commit: string;
  message: string;
}

export interface ReleaseWish {
  /** Made with it where there is none. */
  tag: string;
  commit: string;
  title: string;
  /** Markdown. */
  notes: string;
}

/** What a forge has to do with versions: one file each, all of this shape. */
export interface ForgeReleases {
  /** At most so many of them as a forge gives at once. */
  tags(place: Place): Promise<Tag[]>;

  /** Undefined where there is none. */
  tag(place: Place, name: string): Promise<Tag | undefined>;

  /** Newest first, `until` among them and `since` not; at most a hundred. */
  commits(
    place: Place,
    range: { since?: string; until: string },
  ): Promise<ForgeCommit[]>;

  /** Page of the release of a tag; undefined where there is none. */
  find(place: Place, tag: string): Promise<{ url: string } | undefined>;

  /** The newest that is no draft; undefined where there is none. */
  newest(place: Place): Promise<{ tag: string; url: string } | undefined>;

  make(place: Place, wish: ReleaseWish): Promise<{ url: string }>;

  /** Puts a small file beside the release of a tag; one of its name that is there stays. */
  attach(
    place: Place,
    tag: string,
    file: { name: string; text: string },
  ): Promise<void>;

  /** All files of a tag as a zip file. */
  archive(
    place: Place,
    tag: string,
    limits: { maxBytes: number; timeoutMs: number },
  ): Promise<OpenAnswer>;
}
