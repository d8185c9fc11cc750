import type { FormValues, PlannedSite } from './launch';

/** One field of a form with another value. @public */
export interface FieldChange {
  /** `group.field`. */
  path: string;
  /** What was asked; null where the field was empty. */
  from: unknown;
  /** What is asked instead; null: leave the field empty. */
  to: unknown;
}

/** What all sites say to a request, or to an alternative to it. @public */
export interface AdviceRow {
  /** None: the request as it is. */
  changes: FieldChange[];
  /** Whether it fits the quotas that it counts in. */
  hasRoom: boolean;
  sites: PlannedSite[];
  /** When the sites were asked. UTC, ISO 8601. */
  verifiedAt: string;
}

/** An alternative that can start now where the request cannot, as the dry run said. @public */
export interface Suggestion {
  /** Never empty. */
  changes: FieldChange[];
  /** Where it can start now, the best first. */
  sites: PlannedSite[];
  verifiedAt: string;
}

/** Where a request, and what asks for less or for other hardware, could start now. @public */
export interface LaunchAdvice {
  /** The request itself first. */
  rows: AdviceRow[];
  /** The least change first. */
  suggestions: Suggestion[];
  /** False when time ran out before all alternatives were asked about. */
  isComplete: boolean;
}

/** A form's values with changes; nothing else of them is touched. @public */
export function withChanges(
  values: FormValues,
  changes: readonly FieldChange[],
): FormValues {
  const changed = structuredClone(values);
  for (const { path, to } of changes) {
    const [group, name] = path.split('.');
    const fields = (changed[group] ??= {});
    if (to === null) delete fields[name];
    else fields[name] = to;
  }
  return changed;
}
