import type { WorkloadReason } from '@astrolabe/plugin-workloads-common';

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
    code: 'disk-full',
    message: 'There is no room left on the disk of this machine.',
    evidence,
    nextStep: 'Remove workloads or files that are not needed, then restart.',
  });
}

/** The reason when a workload has taken more of the disk than it asked for. */
export function diskLimit(evidence: string): Refusal {
  return new Refusal({
    code: 'disk-full',
    message: 'It has written more than the disk that it asked for.',
    evidence,
    nextStep:
      'Deploy it again with more disk, or remove files in its folder and restart.',
  });
}

/** The reason when what a workload takes of the disk cannot be counted. */
export function diskHidden(folder: string): Refusal {
  return new Refusal({
    code: 'engine-refused',
    message:
      'It keeps a folder that cannot be looked into, so that its use of the disk cannot be counted.',
    evidence: folder.slice(0, 300),
    nextStep: 'Let it keep its folders readable for its user, then restart.',
  });
}

/** The reason when a task needs containers and there is nothing to run them. */
export function noContainers(): Refusal {
  return new Refusal({
    code: 'missing-runtime',
    message:
      'This workload needs containers, and this machine has neither Docker nor Podman.',
    nextStep:
      'Start Docker or Podman, or set workloads.local.containers.socketPath.',
  });
}

/** The reason when no root describes an environment. */
export function unknownEnvironment(id: string): Refusal {
  return new Refusal({
    code: 'environment-failed',
    message: `The environment '${id}' is not part of this portal.`,
    nextStep: `Add ${id}/environment/ with its lock file below one of workloads.local.environmentRoots.`,
  });
}

/** The reason when a task's command is not to be found. */
export function missingProgram(
  name: string,
  {
    evidence,
    environmentId,
  }: { evidence?: string; environmentId?: string } = {},
): Refusal {
  return new Refusal({
    code: 'missing-program',
    message: `The program '${name}' is not on this machine.`,
    evidence,
    nextStep: environmentId
      ? `Add the package that brings '${name}' to the environment '${environmentId}'.`
      : `Install '${name}' on this machine, or give the task an environment that has it.`,
  });
}
