import { because } from '@astrolabe/plugin-workloads-common';
import type { EngineWorkload } from '@astrolabe/plugin-workloads-node';
import type { NomadClient } from '../client/NomadClient';
import type { NomadJob } from '../client/types';
import type { NomadEngineOptions } from '../config';
import { buildJob } from '../job/buildJob';
import { readDocument, type Conclusion } from '../job/document';
import { GROUP, jobIdOf } from '../job/names';
import type { Mirror } from '../region/Mirror';
import { surroundingsOf, within, type Site } from '../region/sites';
import { namespacesOf, termsFor } from '../terms';
import { conclude } from './conclude';
import { refuseImpossible } from './plan';
import { findJob, register, type Changed } from './register';
import { ignoreMissing, type Secrets } from './Secrets';

interface JobsOptions {
  client: NomadClient;
  mirror: Mirror;
  secrets: Secrets;
  options: NomadEngineOptions;
}

const STOPPED: Conclusion = {
  state: 'stopped',
  reason: because('stopped-by-person.stopped'),
};

/**
 * Makes jobs of workloads, ends them and takes them away, each in the namespace
 * where it is. Every method says up to which index something has changed.
 */
export class Jobs {
  readonly #options: JobsOptions;

  constructor(options: JobsOptions) {
    this.#options = options;
  }

  idOf(workloadId: string): string {
    return jobIdOf(this.#options.options.jobPrefix, workloadId);
  }

  /** Does nothing where this run, or a later one, is there. */
  async register(
    workload: EngineWorkload,
    site: Site,
  ): Promise<number | undefined> {
    const { client: anywhere, secrets, options } = this.#options;
    const { generation, spec } = workload;
    const ID = this.idOf(workload.id);
    // It stays where it is, also when the terms have changed.
    const terms = termsFor(options, spec);
    const Namespace = this.#namespaceOf(ID) ?? terms.namespace;
    const client = anywhere.within(Namespace);
    const job = buildJob(
      workload,
      options,
      surroundingsOf(within(site, terms.nodePool)),
    );
    const present = await findJob(client, ID);
    const had = present && readDocument(present)?.generation;
    if (had !== undefined && had >= generation) return undefined;
    job.TaskGroups[0].Name = this.#groupOf(workload, present);
    if (!present) await refuseImpossible(client, { site, spec, options });
    await secrets.make({ ID, Namespace }, spec, workload.secrets);
    return register(client, { ...job, Namespace }, present);
  }

  /** Ends it as a person wished, and keeps its files. */
  end(workloadId: string): Promise<number | undefined> {
    const ID = this.idOf(workloadId);
    return this.#everywhere(ID, client =>
      conclude(client, ID, { conclusion: STOPPED }),
    );
  }

  /** Takes it away with all that it left. */
  purge(workloadId: string): Promise<number | undefined> {
    const ID = this.idOf(workloadId);
    return this.#everywhere(ID, async (client, Namespace) => {
      const answer = await client
        .send<Changed>('DELETE', `/job/${ID}`, { query: { purge: true } })
        .catch(ignoreMissing);
      await this.#options.secrets.remove({ ID, Namespace });
      return answer?.JobModifyIndex;
    });
  }

  /**
   * The same as before, whose files stay with it. Beside a run on a node that is
   * away it is another: where Nomad has given up a node, it takes what comes back
   * with it for a run of this group, and ends the one that was begun elsewhere.
   */
  #groupOf(
    { id, generation }: EngineWorkload,
    present: NomadJob | undefined,
  ): string {
    const view = this.#options.mirror.view(this.idOf(id));
    const name = present?.TaskGroups?.[0].Name ?? GROUP;
    // Of an earlier restart, another may be away still.
    const isAway = view?.allocations.some(
      ({ ClientStatus, TaskGroup }) =>
        ClientStatus === 'unknown' && TaskGroup === name,
    );
    return isAway ? `${GROUP}-${generation}` : name;
  }

  /** Where it is; where it may be, when it has not come to the mirror yet. */
  async #everywhere(
    ID: string,
    change: (
      client: NomadClient,
      namespace: string,
    ) => Promise<number | undefined>,
  ): Promise<number | undefined> {
    const { client } = this.#options;
    const known = this.#namespaceOf(ID);
    const indexes = [0];
    for (const each of known ? [known] : await this.#namespacesWith(ID)) {
      indexes.push((await change(client.within(each), each)) ?? 0);
    }
    return Math.max(...indexes) || undefined;
  }

  /** Those of the terms may have changed since it was made. */
  async #namespacesWith(ID: string): Promise<Set<string>> {
    const { client, secrets, options } = this.#options;
    const { body } = await client.get<NomadJob[]>('/jobs', {
      namespace: '*',
      prefix: ID,
    });
    const found = body.filter(job => job.ID === ID);
    return new Set([
      ...namespacesOf(options.terms),
      ...found.map(({ Namespace }) => Namespace),
      ...(await secrets.namespacesWith(ID)),
    ]);
  }

  #namespaceOf(ID: string): string | undefined {
    return this.#options.mirror.view(ID)?.job.Namespace;
  }
}
