import { randomBytes } from 'node:crypto';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import type { NomadClient } from '../client/NomadClient';
import type { NomadJob } from '../client/types';
import { identifier, jobIdOf, variablePath } from '../job/names';

const REMEMBER_MS = 60_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Who does not ask for so long needs none while servers are away. */
const FORGET_MS = 24 * 3600_000;

type Values = Record<string, string>;
type JobName = Pick<NomadJob, 'ID' | 'Namespace'>;

/**
 * The generated secrets of workloads: variables of Nomad, which a job's own
 * tasks can read and no others. The portal reads them to open endpoints and to
 * cover them in logs.
 */
export class Secrets {
  readonly #client: NomadClient;
  readonly #known = new Map<string, { at: number; values: Values }>();

  constructor(client: NomadClient) {
    this.#client = client;
  }

  /**
   * Makes what is not there yet, and takes down what is given; those that were
   * made before stay as they are.
   */
  async make(
    { ID: jobId, Namespace }: JobName,
    { secrets = [] }: WorkloadSpec,
    given: Values = {},
  ): Promise<void> {
    if (secrets.length === 0) return;
    const items = secrets.map(({ name, bytes = 32 }) => [
      identifier(name),
      given[name] ?? randomBytes(bytes).toString('base64url'),
    ]);
    const job = { ID: jobId, Namespace };
    try {
      await this.#write(job, Object.fromEntries(items), 0);
    } catch (error) {
      // They were made before: by another replica, or by this one before it was killed.
      if (!(error instanceof ConflictError)) throw error;
      await this.#renew(job, given);
    }
  }

  /** What is given may be another than at the run before. */
  async #renew(job: JobName, given: Values): Promise<void> {
    if (Object.keys(given).length === 0) return;
    const { body } = await this.#client
      .within(job.Namespace)
      .get<{ Items: Values; ModifyIndex: number }>(
        `/var/${variablePath(job.ID)}`,
      );
    const renewed = Object.entries(given).map(([name, value]) => [
      identifier(name),
      value,
    ]);
    const items = { ...body.Items, ...Object.fromEntries(renewed) };
    this.#known.delete(job.ID);
    await this.#write(job, items, body.ModifyIndex);
  }

  async #write(
    { ID, Namespace }: JobName,
    Items: Values,
    cas: number,
  ): Promise<void> {
    const path = variablePath(ID);
    await this.#client.within(Namespace).send('PUT', `/var/${path}`, {
      query: { cas },
      body: { Path: path, Items },
    });
  }

  /** By name, with hyphens as they are. */
  async read(job: JobName, names: string[]): Promise<Values> {
    if (names.length === 0) return {};
    const values = await this.#items(job);
    return Object.fromEntries(
      names.map(name => [name, values[identifier(name)] ?? '']),
    );
  }

  /** Whose secrets there are, of all namespaces: other jobs beside ours have names of their own. */
  async workloadIds(jobPrefix: string): Promise<string[]> {
    const prefix = variablePath(jobIdOf(jobPrefix, ''));
    const { body } = await this.#client.list<{ Path: string }>('/vars', {
      namespace: '*',
      prefix,
    });
    return body
      .map(({ Path }) => Path.slice(prefix.length))
      .filter(id => UUID.test(id));
  }

  /** Where there are secrets of this job. */
  async namespacesWith(jobId: string): Promise<string[]> {
    const Path = variablePath(jobId);
    const { body } = await this.#client.list<{
      Path: string;
      Namespace: string;
    }>('/vars', { namespace: '*', prefix: Path });
    return body
      .filter(each => each.Path === Path)
      .map(({ Namespace }) => Namespace);
  }

  async remove({ ID: jobId, Namespace }: JobName): Promise<void> {
    this.#known.delete(jobId);
    await this.#client
      .within(Namespace)
      .send('DELETE', `/var/${variablePath(jobId)}`)
      .catch(ignoreMissing);
  }

  async #items({ ID: jobId, Namespace }: JobName): Promise<Values> {
    const now = Date.now();
    const known = this.#known.get(jobId);
    if (known && now - known.at < REMEMBER_MS) return known.values;
    for (const [id, { at }] of this.#known) {
      if (now - at >= FORGET_MS) this.#known.delete(id);
    }
    const values = await this.#client
      .within(Namespace)
      .get<{ Items: Values }>(`/var/${variablePath(jobId)}`)
      .then(({ body }) => body.Items, ignoreMissing)
      .catch(error => {
        // While servers do not tell, they are what they were.
        if (known) return known.values;
        throw error;
      });
    this.#known.set(jobId, { at: now, values: values ?? {} });
    return values ?? {};
  }
}

export function ignoreMissing(error: unknown): undefined {
  if (error instanceof NotFoundError) return undefined;
  throw error;
}
