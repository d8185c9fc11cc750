import { assertError } from '@backstage/errors';
import type { RepositoryRow } from '../../../publishing/RepositoryStore';
import type { CheckRunner, RunReport, RunStart } from '../../types';
import { onePage, uniquely } from '../reports';
import { JenkinsClient, JenkinsRefusedError } from './JenkinsClient';
import { jobPath } from './jobPath';
import { reportOf, type Build, type Stage } from './reportOf';
import type { JenkinsConfig } from './types';

/** Parameter by which a build is known to be of a run of ours. */
const RUN = 'ASTROLABE_RUN';
/** So many of the newest builds are looked at. */
const NEWEST = 100;

interface Action {
  parameters?: { name: string; value: unknown }[];
  lastBuiltRevision?: { SHA1: string };
}

const ACTIONS = 'actions[parameters[name,value],lastBuiltRevision[SHA1]]';

interface Job {
  url: string;
  property?: { parameterDefinitions?: { name: string }[] }[];
  builds?: { number: number; queueId: number; actions?: Action[] }[];
}

interface QueueItem {
  id: number;
  task?: { url: string };
  actions?: Action[];
  why?: string | null;
  cancelled?: boolean;
  executable?: { number: number } | null;
}

/**
 * A job of a Jenkins, by its published remote access API. What it runs is the operator's;
 * a run is known by the id of its place in the queue, which its build keeps.
 */
export class JenkinsRunner implements CheckRunner {
  readonly id: string;
  readonly #config: JenkinsConfig;
  readonly #client: JenkinsClient;

  constructor(config: JenkinsConfig) {
    this.id = `jenkins:${config.id}`;
    this.#config = config;
    this.#client = new JenkinsClient(config);
  }

  async takes(repository: RepositoryRow): Promise<boolean> {
    const path = jobPath(this.#config.job, {
      ...{ repository, branch: repository.branch },
    });
    if (!path) return false;
    try {
      return (await this.#client.find(path, 'url')) !== undefined;
    } catch (error) {
      if (error instanceof JenkinsRefusedError) return false;
      throw error;
    }
  }

  async start(run: RunStart): Promise<string | undefined> {
    const path = this.#pathOf(run);
    const job = path && (await this.#jobAt(path));
    if (!path || !job) return undefined;
    const declared = namesIn(job);
    const found = await this.#find(run, { job, declared });
    if (found !== undefined) return String(found);
    if (!this.#config.starts) return undefined;
    const said = Object.entries(parametersOf(run)).filter(([name]) =>
      declared.includes(name),
    );
    const answer =
      declared.length > 0
        ? await this.#client.post(
            `${path}/buildWithParameters`,
            Object.fromEntries(said),
          )
        : await this.#client.post(`${path}/build`);
    const place = /\/queue\/item\/(\d+)/.exec(answer.headers.location ?? '');
    return place?.[1];
  }

  async read(run: RunStart, reference: string): Promise<RunReport> {
    try {
      const path = this.#pathOf(run);
      const at = path && (await this.#placeOf(path, reference));
      if (!at) return unclear('Jenkins has no such build any more.');
      if (at.build === undefined) {
        const isStopped = Boolean(at.item?.cancelled);
        return {
          state: isStopped ? 'stopped' : 'queued',
          reason: at.item?.why ?? undefined,
          checks: [],
        };
      }
      const report = await this.#reportOf(`${path}/${at.build}`);
      return report ?? unclear('Jenkins has no such build any more.');
    } catch (error) {
      assertError(error);
      if (error instanceof JenkinsRefusedError) return unclear(error.message);
      throw error;
    }
  }

  async log(
    run: RunStart,
    {
      reference,
      check,
      maxBytes,
    }: { reference: string; check: string; maxBytes: number },
  ): Promise<string | undefined> {
    const path = this.#pathOf(run);
    const at = path && (await this.#placeOf(path, reference));
    if (!at || at.build === undefined) return undefined;
    const where = `${path}/${at.build}`;
    const report = await this.#reportOf(where);
    const its = report?.checks.find(({ name }) => name === check);
    if (!its?.hasLog) return undefined;
    return this.#client.text(`${where}/consoleText`, maxBytes);
  }

  async stop(run: RunStart, reference: string): Promise<void> {
    const path = this.#pathOf(run);
    const at = path && (await this.#placeOf(path, reference));
    if (!at) return;
    if (at.build === undefined) {
      await this.#client.post('/queue/cancelItem', { id: reference });
      return;
    }
    await this.#client.post(`${path}/${at.build}/stop`);
  }

  #pathOf({ repository, branch }: RunStart): string | undefined {
    return jobPath(this.#config.job, { repository, branch });
  }

  #jobAt(path: string): Promise<Job | undefined> {
    const builds = `builds[number,queueId,${ACTIONS}]{0,${NEWEST}}`;
    const names = 'property[parameterDefinitions[name]]';
    return this.#client.find<Job>(path, `url,${names},${builds}`);
  }

  /** What there is of a run already: waiting, or as a build. */
  async #find(
    { id, commit }: RunStart,
    { job, declared }: { job: Job; declared: string[] },
  ): Promise<number | undefined> {
    const queue = await this.#client.find<{ items: QueueItem[] }>(
      '/queue',
      `items[id,task[url],${ACTIONS}]`,
    );
    const items = queue?.items ?? [];
    const waiting = items.filter(({ task }) => task?.url === job.url);
    const builds = job.builds ?? [];
    if (declared.includes(RUN)) {
      const isOurs = ({ actions = [] }: { actions?: Action[] }) =>
        actions.some(({ parameters = [] }) =>
          parameters.some(({ name, value }) => name === RUN && value === id),
        );
      return waiting.find(isOurs)?.id ?? builds.find(isOurs)?.queueId;
    }
    // It says which commit it builds only when it does; waiting, it will be the newest.
    const build = builds.find(({ actions = [] }) =>
      actions.some(({ lastBuiltRevision: its }) => its?.SHA1 === commit),
    );
    return build?.queueId ?? waiting[0]?.id;
  }

  /** Where a run is by now: as a build, or in the queue, which forgets after minutes. */
  async #placeOf(
    path: string,
    reference: string,
  ): Promise<{ build?: number; item?: QueueItem } | undefined> {
    const job = await this.#client.find<Job>(
      path,
      `builds[number,queueId]{0,${NEWEST}}`,
    );
    const build = job?.builds?.find(
      ({ queueId }) => `${queueId}` === reference,
    );
    if (build) return { build: build.number };
    const item = await this.#client.find<QueueItem>(
      `/queue/item/${encodeURIComponent(reference)}`,
      'why,cancelled,executable[number]',
    );
    return item && { item, build: item.executable?.number };
  }

  async #reportOf(where: string): Promise<RunReport | undefined> {
    const build = await this.#client.find<Build>(
      where,
      'url,building,result,timestamp,duration',
    );
    if (!build) return undefined;
    // Of the plugin that most have who have pipelines.
    const pipeline = await this.#client.findAt<{ stages?: Stage[] }>(
      `${where}/wfapi/describe`,
    );
    const report = reportOf(build, pipeline?.stages ?? []);
    return {
      ...report,
      url: onePage(report.url),
      checks: uniquely(report.checks),
    };
  }
}

/** What a job may ask for, by the names of its parameters. */
function parametersOf({ id, repository, branch, commit }: RunStart) {
  return {
    [RUN]: id,
    MODULE: repository.name,
    REPOSITORY: `${repository.url}.git`,
    BRANCH: branch,
    COMMIT: commit,
  };
}

function namesIn({ property = [] }: Job): string[] {
  return property.flatMap(({ parameterDefinitions = [] }) =>
    parameterDefinitions.map(({ name }) => name),
  );
}

function unclear(reason: string): RunReport {
  return { state: 'unclear', reason, checks: [] };
}
