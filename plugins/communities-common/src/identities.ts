/** An identity by which a person can sign in. @public */
export interface LinkedIdentity {
  id: string;
  /** Its id, where one of the configuration is of this issuer. */
  provider?: string;
  issuer: string;
  /** As the issuer calls the person. */
  subject: string;
  /** Its name there. */
  account?: string;
  /** UTC, ISO 8601. */
  linkedAt: string;
  /** Whether one is signed in by it now. */
  isCurrent: boolean;
}

/** Why one came back from a provider without a session. @public */
export const signInProblems = [
  'away',
  'denied',
  'expired',
  'failed',
  'no-membership',
] as const;

/**
 * What came of linking one. `done`; `own`: it was linked before; `taken`: it is
 * of another person here; `stale`: its provider did not ask who it is; what else
 * a sign-in comes to.
 *
 * @public
 */
export const linkOutcomes = [
  'done',
  'own',
  'taken',
  'stale',
  ...signInProblems,
] as const;

/** @public */
export type LinkOutcome = (typeof linkOutcomes)[number];
