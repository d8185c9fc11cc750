import {
  because,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common/reasons';

/** Why a workload cannot go on, in words for its owner. */
export class Refusal extends Error {
  readonly reason: WorkloadReason;
  /** False: trying again would end the same way. */
  readonly mayRetry: boolean;

  constructor(reason: WorkloadReason, options: { mayRetry?: boolean } = {}) {
    super(reason.message);
    this.name = 'Refusal';
    this.reason = reason;
    this.mayRetry = options.mayRetry ?? false;
  }
}

/** The reason for a full disk, wherever it shows. */
export function diskFull(evidence: string): Refusal {
  return new Refusal({
    ...because('disk-full.machine'),
    evidence,
  });
}

/** The reason when a workload has taken more of the disk than it asked for. */
export function diskLimit(evidence: string): Refusal {
  return new Refusal({
    ...because('disk-full.limit'),
    evidence,
  });
}

/** The reason when what a workload takes of the disk cannot be counted. */
export function diskHidden(folder: string): Refusal {
  return new Refusal({
    ...because('engine-refused.diskHidden'),
    evidence: folder.slice(0, 300),
  });
}

/** The reason when a task needs containers and there is nothing to run them. */
export function noContainers(): Refusal {
  return new Refusal(because('missing-runtime.containers'));
}

/** The reason when no root describes an environment. */
export function unknownEnvironment(id: string): Refusal {
  const roots = 'workloads.local.environmentRoots';
  return new Refusal(because('environment-failed.unknown', { id, roots }));
}

/** The reason when a task's command is not to be found. */
export function missingProgram(
  program: string,
  {
    evidence,
    environmentId: environment,
  }: { evidence?: string; environmentId?: string } = {},
): Refusal {
  const why = environment
    ? because('missing-program.environment', { program, environment })
    : because('missing-program.machine', { program });
  return new Refusal({ ...why, evidence });
}
