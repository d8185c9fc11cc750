import type { ForgeClient, Place } from '../../../forges';
import type { CheckResult } from '../../types';

/** What a forge says of one check of a commit. */
export interface ForgeCheck extends Omit<CheckResult, 'hasLog'> {
  /** What the forge knows its log by; undefined where it has none. */
  log?: string;
  /** It may fail, and all is well. */
  isOptional?: boolean;
  /** Somebody stopped it. */
  isStopped?: boolean;
  /** ISO 8601, UTC. */
  startedAt?: string;
  endedAt?: string;
}

/** What a forge says of a commit. */
export interface ForgeChecks {
  checks: ForgeCheck[];
  /** Whether the forge itself says that it is not done, whatever the checks say. */
  isOn?: boolean;
  /** The page of it. */
  url?: string;
}

/** Checks that a kind of forge does by itself: one file each, all of this shape. */
export interface ForgeCi {
  /** Id of the provider of accounts. */
  readonly service: string;

  /** Whether anything checks what is pushed to this one. */
  isUsed(http: ForgeClient, place: Place, branch: string): Promise<boolean>;

  checks(http: ForgeClient, place: Place, commit: string): Promise<ForgeChecks>;

  /** The end of a log; undefined where there is none (any more). */
  log(
    http: ForgeClient,
    place: Place,
    log: { id: string; maxBytes: number },
  ): Promise<string | undefined>;
}

/** How many things are read of a commit at most: a forge gives them in pages. */
export const PAGE = 100;
const MOST_PAGES = 5;

/** All of a list that is given in pages. */
export async function allOf<T>(
  page: (number: number) => Promise<T[] | undefined>,
  size = PAGE,
): Promise<T[]> {
  const all: T[] = [];
  for (let number = 1; number <= MOST_PAGES; number++) {
    const found = (await page(number)) ?? [];
    all.push(...found);
    if (found.length < size) break;
  }
  return all;
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
