import type { NomadEvent } from '../client/types';

/** What happened at one index. */
export interface Batch {
  index: number;
  events: NomadEvent[];
}

/** @returns undefined for a sign of life */
export function readBatch(line: string): Batch | undefined {
  if (!line) return undefined;
  const {
    Index,
    Events,
    Error: said,
  } = JSON.parse(line) as {
    Index?: number;
    Events?: NomadEvent[];
    Error?: string;
  };
  if (said) throw new Error(said);
  return Index && Events ? { index: Index, events: Events } : undefined;
}

/**
 * Whether two are the same: another cluster, or one that was restored, may have
 * come to the same index in another way.
 */
export function isSame(one: Batch, other: Batch): boolean {
  return one.index === other.index && whatOf(one) === whatOf(other);
}

function whatOf({ events }: Batch): string {
  return JSON.stringify(
    events.map(({ Topic, Type, Key }) => [Topic, Type, Key]),
  );
}
