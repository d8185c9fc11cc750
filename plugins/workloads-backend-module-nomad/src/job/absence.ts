import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import type { NomadEngineOptions } from '../config';

const SECOND = 1e9;

/** What becomes of a workload whose node is away; kept with its job. */
export interface Absence {
  seconds: number;
  /** How often it begins anew elsewhere then. */
  restarts: number;
  /** Whether it has ended then; else it is waited for. */
  isEnd: boolean;
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
  const isEnd = kind === 'try';
  const again = kind === 'batch' ? restarts : 0;
  const seconds = isEnd || again > 0 ? awaySeconds : lostAfterSeconds;
  return { seconds, restarts: again, isEnd };
}

/** Nomad itself leaves it where it is: the engine sees to the rest. */
export function disconnectOf({ seconds }: Absence) {
  return {
    LostAfter: seconds * SECOND,
    Replace: false,
    Reconcile: 'keep_original',
  };
}
