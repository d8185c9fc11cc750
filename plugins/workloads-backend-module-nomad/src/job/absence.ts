import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import type { NomadEngineOptions } from '../config';

const SECOND = 1e9;

/** What becomes of a workload whose node is away; kept with its job. */
export interface Absence {
  /** Then it has ended, or begins anew when it may. */
  seconds: number;
  /** How often it may begin anew elsewhere. */
  restarts: number;
}

/**
 * A service is waited for, since its files are on its node; so is a batch job that
 * must not run twice. One that may is begun anew elsewhere, and a trial ends.
 */
export function absenceOf(
  { kind, restarts = 0 }: WorkloadSpec['lifetime'],
  {
    awaySeconds,
    lostAfterSeconds,
  }: Pick<NomadEngineOptions, 'awaySeconds' | 'lostAfterSeconds'>,
): Absence {
  const again = kind === 'batch' ? restarts : 0;
  const isShort = kind === 'try' || again > 0;
  const seconds = isShort ? awaySeconds : lostAfterSeconds;
  return { seconds, restarts: again };
}

/** Nomad itself leaves it where it is: the engine sees to the rest. */
export function disconnectOf({ seconds }: Absence) {
  return {
    LostAfter: seconds * SECOND,
    Replace: false,
    Reconcile: 'keep_original',
  };
}
