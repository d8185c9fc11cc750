import type { ForgeClient, Place } from '../../../forges';
import type { CheckResult } from '../../types';
import { MOST_CHECKS } from '../reports';

/** What a forge says of one check of a commit. */
export interface ForgeCheck extends Omit<CheckResult, 'hasLog'> {
  /** What the forge knows its log by; undefined where it has none. */
  log?: string;
  /** It may fail, and all is well. */
  isOptional?: boolean;
  /** Somebody stopped it. */
  isStopped?: boolean;
  /** Nobody ever said how it ended. */
  isLost?: boolean;
  /** ISO 8601, as the forge says it. */
  startedAt?: string;
  endedAt?: string;
}

/** What a forge says of a commit. */
export interface ForgeChecks {
  checks: ForgeCheck[];
  /** Whether the forge itself says that it is not done, whatever the checks say. */
  isOn?: boolean;
  /** What the forge itself says to have failed: it may have come to no check at all. */
  failed?: string;
  /** Whether it goes on only when a person has it go on at the forge. */
  isHeld?: boolean;
  /** Whether there is more than was read. */
  isCut?: boolean;
  /** The page of it. */
  url?: string;
}

/** A repository whose checks are asked for. */
export interface CheckedPlace extends Place {
  /** Its default branch. */
  branch: string;
  /** Whether it has a tag of that name. */
  isTag(name: string): Promise<boolean>;
}

/** Checks that a kind of forge does by itself: one file each, all of this shape. */
export interface ForgeCi {
  /** Id of the provider of accounts. */
  readonly service: string;

  /** Whether anything checks what is pushed to this one. */
  isUsed(
    http: ForgeClient,
    place: CheckedPlace,
    branch: string,
  ): Promise<boolean>;

  /** What runs of a tag at the commit is none of its checks: a version has its own. */
  checks(
    http: ForgeClient,
    place: CheckedPlace,
    commit: string,
  ): Promise<ForgeChecks>;

  /** The end of a log; undefined where there is none (any more). */
  log(
    http: ForgeClient,
    place: Place,
    log: { id: string; maxBytes: number },
  ): Promise<string | undefined>;
}

/** How many things a forge gives at once. */
export const PAGE = 100;
const MOST_PAGES = 10;

/** What was read of a list that is given in pages, and whether that is not all. */
export async function allOf<T>(
  page: (number: number) => Promise<T[] | undefined>,
  /** The forge's operator may have its pages shorter than they are asked for. */
  { isShort = false }: { isShort?: boolean } = {},
): Promise<{ items: T[]; isCut: boolean }> {
  const items: T[] = [];
  for (let number = 1; number <= MOST_PAGES; number++) {
    const found = (await page(number)) ?? [];
    if (found.length === 0) return { items, isCut: false };
    items.push(...found.slice(0, MOST_CHECKS + 1 - items.length));
    if (items.length > MOST_CHECKS) break;
    if (!isShort && found.length < PAGE) return { items, isCut: false };
  }
  return { items, isCut: true };
}

/** Each name is a question of its own: of more, the rest are taken for branches. */
const MOST_NAMES = 10;

/** Those names that are tags. */
export async function tagsAmong(
  names: (string | null | undefined)[],
  { branch, isTag }: CheckedPlace,
): Promise<Set<string>> {
  const others = new Set(names.flatMap(name => name || []));
  others.delete(branch);
  const tags = new Set<string>();
  for (const name of [...others].slice(0, MOST_NAMES)) {
    if (await isTag(name)) tags.add(name);
  }
  return tags;
}

/** The newest of those that are alike, from a list with the newest first. */
export function newestOf<T>(items: T[], likeness: (item: T) => string): T[] {
  const byLikeness = new Map<string, T>();
  for (const item of items) {
    const key = likeness(item);
    if (!byLikeness.has(key)) byLikeness.set(key, item);
  }
  return [...byLikeness.values()];
}

/** What takes how long; undefined while it is not over. */
export function secondsOf(
  startedAt: string | null | undefined,
  endedAt: string | null | undefined,
): number | undefined {
  if (!startedAt || !endedAt) return undefined;
  const ms = Date.parse(endedAt) - Date.parse(startedAt);
  return ms >= 0 ? Math.round(ms / 1000) : undefined;
}
