import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  NotFoundError,
  NotImplementedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  EngineSnapshot,
  SnapshotObservation,
  SnapshotPlace,
} from '@astrolabe/plugin-workloads-node';

import type { NomadClient } from '../client/NomadClient';
import type { NomadAllocation, NomadJob } from '../client/types';
import { currentOf } from '../engine/observe';
import { ignoreMissing } from '../engine/Secrets';
import { isOver, type JobView } from '../region/Mirror';
import { reasonOf, type OwnReport, type SnapshotReport } from './report';
import {
  SnapshotRegistry,
  type SnapshotRegistryOptions,
} from './SnapshotRegistry';

/** How snapshots are taken in a region. */
export interface SnapshotOptions extends SnapshotRegistryOptions {
  /** The id of the parameterized job that an operator has registered. */
  job: string;
}

/** What the job on the node is told: data, in one key of its metadata. */
interface Asked {
  action: 'measure' | 'take';
  id: string;
  node: string;
  allocation: string;
  task: string;
  limitBytes: number;
  /** Another path in its registry than that of its variables. */
  project?: string;
  secretVariables: JobView['document']['secretVariables'];
  labels: Record<string, string>;
}

const META = 'astrolabe_snapshot';
const MEASURE_MS = 60_000;
const LOOK_MS = 250;
const REPORT = 'alloc/data/report.json';

/**
 * Snapshots by a job on the node of the allocation, which pushes them to a
 * registry. What is asked is dispatched under the snapshot's id, so that asking
 * twice is once; what became of it stands in that allocation's own folder.
 */
export class NomadSnapshots {
  readonly #client: NomadClient;
  readonly #options: SnapshotOptions | undefined;
  readonly #registry: SnapshotRegistry | undefined;

  constructor(client: NomadClient, options: SnapshotOptions | undefined) {
    this.#client = client;
    this.#options = options;
    this.#registry = options && new SnapshotRegistry(options);
  }

  async measure(view: JobView): Promise<number> {
    const id = randomUUID();
    const asked = this.#asked(view, { action: 'measure', id, limitBytes: 0 });
    await this.#dispatch(asked);
    try {
      return await this.#measured(id);
    } finally {
      await this.#endJobs(id).catch(() => undefined);
    }
  }

  async take(view: JobView, snapshot: EngineSnapshot): Promise<void> {
    const { id, limitBytes, ownerRef, entityRef, title, createdAt } = snapshot;
    const { workloadId } = snapshot;
    await this.#dispatch(
      this.#asked(view, {
        action: 'take',
        id,
        limitBytes,
        project: snapshot.registryProject,
        labels: { id, ownerRef, entityRef, title, createdAt, workloadId },
      }),
    );
  }

  async observe(ids: string[]): Promise<SnapshotObservation[]> {
    if (!this.#options) return [];
    const seen = await Promise.all(ids.map(id => this.#observe(id)));
    return seen.flatMap(each => each ?? []);
  }

  async remove(
    id: string,
    { registryProject }: SnapshotPlace = {},
  ): Promise<void> {
    if (!this.#registry) return;
    await this.#endJobs(id);
    await this.#registry.remove(id, registryProject);
  }

  async close(): Promise<void> {
    await this.#registry?.close();
  }

  async #observe(id: string): Promise<SnapshotObservation | undefined> {
    const found = await this.#look(id);
    if (!found) return undefined;
    const { asked, report } = found;
    const { state, bytes, leftOut } = report;
    return {
      snapshotId: id,
      state,
      reason: reasonOf(report, asked.limitBytes),
      bytes,
      ...(state === 'complete' && {
        place: this.#registry!.placeOf(asked.project),
        leftOut,
      }),
    };
  }

  async #measured(id: string): Promise<number> {
    for (const end = Date.now() + MEASURE_MS; Date.now() < end; ) {
      const { report } = (await this.#look(id)) ?? {};
      if (report?.state === 'complete') return report.bytes!;
      if (report?.state === 'failed') throw failureOf(report);
      await pause(LOOK_MS);
    }
    throw new ServiceUnavailableError(
      `The job '${this.#options!.job}' did not measure it in time`,
    );
  }

  /**
   * How far the job of a request is; undefined, when there is none. Two portals
   * that ask in the same moment may have it dispatched twice: one of both does it.
   */
  async #look(
    id: string,
  ): Promise<{ asked: Asked; report: OwnReport } | undefined> {
    for (const { ID } of await this.#jobs(id)) {
      const found = await this.#lookAt(ID);
      const { report } = found;
      if (isOwn(report)) return { ...found, report };
    }
    return undefined;
  }

  async #lookAt(
    jobId: string,
  ): Promise<{ asked: Asked; report: SnapshotReport }> {
    const route = `/job/${encodeURIComponent(jobId)}`;
    const { body: job } = await this.#client.get<NomadJob>(route);
    const asked = JSON.parse(job.Meta?.[META] ?? '{}') as Asked;
    const { body: all } = await this.#client.get<NomadAllocation[]>(
      `${route}/allocations`,
    );
    const mine = all.find(({ NodeID }) => NodeID === asked.node);
    const report = (mine && (await this.#report(mine))) ?? { state: 'saving' };
    const isLost =
      report.state === 'saving' &&
      (mine ? isOver(mine) : job.Status === 'dead');
    return { asked, report: isLost ? lost(mine) : report };
  }

  async #report({ ID }: NomadAllocation): Promise<SnapshotReport | undefined> {
    try {
      const bytes = await this.#client.bytes(`/client/fs/cat/${ID}`, {
        path: REPORT,
      });
      return JSON.parse(bytes.toString());
    } catch {
      return undefined; // Nothing is written yet, or its node is away.
    }
  }

  async #dispatch(asked: Asked): Promise<void> {
    const { job } = this.#options!;
    const { id } = asked;
    try {
      await this.#client.send('POST', `/job/${job}/dispatch`, {
        query: { idempotency_token: id },
        body: { Meta: { [META]: JSON.stringify(asked) }, IdPrefixTemplate: id },
      });
    } catch (error) {
      // Nomad calls it an internal error that there is no such job.
      if (!/job not found/i.test((error as Error).message)) throw error;
      throw new NotImplementedError(
        `There is no job '${job}' in this region: it has to be registered from deploy/nomad/snapshot`,
      );
    }
  }

  async #endJobs(id: string): Promise<void> {
    for (const { ID } of await this.#jobs(id)) {
      await this.#client
        .send('DELETE', `/job/${encodeURIComponent(ID)}`, {
          query: { purge: true },
        })
        .catch(ignoreMissing);
    }
  }

  async #jobs(id: string): Promise<NomadJob[]> {
    const prefix = `${this.#options!.job}/dispatch-${id}`;
    const { body } = await this.#client.list<NomadJob>('/jobs', { prefix });
    return body;
  }

  /** @throws NotFoundError when its main task does not run */
  #asked(
    view: JobView,
    wanted: Pick<Asked, 'action' | 'id' | 'limitBytes'> & Partial<Asked>,
  ): Asked {
    if (!this.#options) {
      throw new NotImplementedError(
        'workloads.nomad.snapshots is not set for this portal',
      );
    }
    const { document } = view;
    const [task] = document.tasks;
    const current = currentOf(view);
    if (!current || current.TaskStates?.[task]?.State !== 'running') {
      throw new NotFoundError(`'${document.workloadId}' does not run`);
    }
    return {
      labels: {},
      ...wanted,
      node: current.NodeID,
      allocation: current.ID,
      task,
      secretVariables: document.secretVariables,
    };
  }
}

function isOwn(report: SnapshotReport): report is OwnReport {
  return report.state !== 'twice';
}

function failureOf({ code, evidence }: SnapshotReport): Error {
  if (code === 'ended') return new NotFoundError(evidence ?? 'It has ended');
  return code === 'no-container'
    ? new NotImplementedError(evidence)
    : new ServiceUnavailableError(evidence);
}

/** It ended without a word of what became of it. */
function lost(allocation: NomadAllocation | undefined): SnapshotReport {
  const events = Object.values(allocation?.TaskStates ?? {}).flatMap(
    ({ Events }) => Events ?? [],
  );
  const evidence =
    events.at(-1)?.DisplayMessage ?? 'Its node did not run the job';
  return { state: 'failed', code: 'unforeseen', evidence };
}
