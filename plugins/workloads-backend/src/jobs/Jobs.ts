import type {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { audited } from '@astrolabe/http';
import {
  isSettled,
  type LaunchRequest,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import type { Job, JobsService } from '@astrolabe/plugin-workloads-node';
import type { UserOptions, WorkloadService } from '../service';
import type { Standing } from '../standing';
import { readEnd } from './readEnd';

/** What other rooms have run for people who are away. */
export class Jobs implements JobsService {
  readonly #workloads: WorkloadService;
  readonly #auditor: AuditorService;
  readonly #standing: Pick<Standing, 'note'>;

  /** @param workloads - one whose people are asked for by {@link inAbsence} */
  constructor(
    workloads: WorkloadService,
    parts: { auditor: AuditorService; standing: Pick<Standing, 'note'> },
  ) {
    this.#workloads = workloads;
    this.#auditor = parts.auditor;
    this.#standing = parts.standing;
  }

  meet(credentials: BackstageCredentials): Promise<void> {
    return this.#standing.note({ credentials });
  }

  async launch(
    ownerRef: string,
    request: LaunchRequest,
    { key: idempotencyKey }: { key: string },
  ): Promise<Job> {
    const options = { ...asOwner(ownerRef), idempotencyKey };
    const { entityRef, variant = '' } = request;
    const job = await audited(
      {
        ...{ auditor: this.#auditor, eventId: 'workload-launch' },
        meta: {
          entityRef,
          variant,
          inAbsenceOf: ownerRef,
          key: idempotencyKey,
        },
        said: ({ id: workloadId }) => ({ workloadId }),
      },
      () => this.#workloads.launch(request, options),
    );
    return toJob(job);
  }

  async get(ownerRef: string, id: string): Promise<Job | undefined> {
    const found = await this.#find(ownerRef, id);
    return found && toJob(found);
  }

  async artefact(
    ownerRef: string,
    { id, path }: { id: string; path: string },
    limits: { maxBytes: number; longest: number },
  ): Promise<Uint8Array | undefined> {
    if (!(await this.#find(ownerRef, id))) return undefined;
    try {
      const file = await this.#workloads.openArtefact(
        id,
        path,
        asOwner(ownerRef),
      );
      return await readEnd(file, limits);
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') return undefined;
      throw error;
    }
  }

  async log(
    ownerRef: string,
    id: string,
    { maxBytes }: { maxBytes: number },
  ): Promise<string> {
    if (!(await this.#find(ownerRef, id))) return '';
    const options = asOwner(ownerRef);
    return (await this.#workloads.logs(id, { maxBytes }, options)).text;
  }

  async stop(ownerRef: string, id: string): Promise<void> {
    const found = await this.#find(ownerRef, id);
    if (!found || isSettled(found.state) || found.state === 'stopping') return;
    await this.#workloads.stop(id, asOwner(ownerRef));
  }

  /** Another's is none of theirs. */
  async #find(ownerRef: string, id: string): Promise<Workload | undefined> {
    try {
      const found = await this.#workloads.get(id, asOwner(ownerRef));
      return found.ownerRef === ownerRef ? found : undefined;
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') return undefined;
      throw error;
    }
  }
}

/** No token: nothing outside this room takes it for a person. */
function asOwner(ownerRef: string): UserOptions {
  return {
    credentials: {
      $$type: '@backstage/BackstageCredentials',
      principal: { type: 'user', userEntityRef: ownerRef },
    } as BackstageCredentials<BackstageUserPrincipal>,
  };
}

function toJob({ id, state, reason, startedAt, changedAt }: Workload): Job {
  const { message, nextStep } = reason;
  return { id, state, reason: message, nextStep, startedAt, changedAt };
}
