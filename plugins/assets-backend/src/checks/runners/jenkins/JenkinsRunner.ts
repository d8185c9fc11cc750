import type { LoggerService } from '@backstage/backend-plugin-api';
import { assertError } from '@backstage/errors';
import type { RepositoryRow } from '../../../publishing/RepositoryStore';
import type { CheckRunner, RunReport, RunStart } from '../../types';
import { endOfLog, onePage, uniquely, wordsOf } from '../reports';
import { JenkinsClient, JenkinsRefusedError } from './JenkinsClient';
import { jobPath } from './jobPath';
import { reportOf, type Build, type Stage } from './reportOf';
import type { JenkinsConfig } from './types';

/** Parameter by which a build is known to be of a run of ours. */
const RUN = 'ASTROLABE_RUN';
/** Parameter that says what is to be built. */
const COMMIT = 'COMMIT';
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

  readonly #logger: LoggerService | undefined;
  readonly #told = new Set<string>();

  constructor(config: JenkinsConfig, logger?: LoggerService) {
    this.id = `jenkins:${config.id}`;
    this.#config = config;
    this.#logger = logger;
    this.#client = new JenkinsClient(config);
  }

  async takes(repository: RepositoryRow): Promise<boolean> {
    const path = this.#pathOf({ repository, branch: repository.branch });
    if (!path) return false;
    try {
      const job = await this.#jobAt(path);
      return job !== undefined && this.#mayStart(job);
    } catch (error) {
      if (!(error instanceof JenkinsRefusedError)) throw error;
      this.#tell(error.message);
      return false;
    }
  }

  async start(run: RunStart): Promise<string | undefined> {
    const path = this.#pathOf(run);
    const job = path && (await this.#jobAt(path));
    if (!path || !job) return undefined;
    const found = await this.#find(run, job);
    if (found !== undefined) return String(found);
    if (!this.#config.starts || !this.#mayStart(job)) return undefined;
    const declared = namesIn(job);
    const said = Object.entries(parametersOf(run)).filter(([name]) =>
      declared.includes(name),
    );
    return this.#client.build(
      `${path}/buildWithParameters`,
      Object.fromEntries(said),
    );
  }

  /** What is started has to be known again, and to build what is meant. */
  #mayStart(job: Job): boolean {
    if (!this.#config.starts) return true;
    const declared = namesIn(job);
    const missing = [RUN, COMMIT].filter(each => !declared.includes(each));
    if (missing.length === 0) return true;
    const names = missing.join(' and ');
    this.#tell(`${job.url} is not used: it has no parameter ${names}`);
    return false;
  }

  /** Once, for who operates it. */
  #tell(why: string): void {
    if (this.#told.has(why) || this.#told.size > 100) return;
    this.#told.add(why);
    this.#logger?.warn(`${this.id}: ${why}`);
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
          reason: wordsOf(at.item?.why),
          checks: [],
        };
      }
      const where = `${path}/${at.build}`;
      const report = await this.#reportOf(where, run.commit);
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
    const report = await this.#reportOf(where, run.commit);
    const its = report?.checks.find(({ name }) => name === check);
    if (!its?.hasLog) return undefined;
    const text = await this.#client.text(`${where}/consoleText`, maxBytes);
    return endOfLog(text, maxBytes);
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

  /** Of another forge or owner there may be one of the same name: it is none of its. */
  #pathOf(of: Pick<RunStart, 'repository' | 'branch'>): string | undefined {
    const { forge, owners, job } = this.#config;
    const { repository } = of;
    const isIts =
      repository.forge === forge &&
      (!owners || owners.some(each => isSame(each, repository.owner)));
    return isIts ? jobPath(job, of) : undefined;
  }

  #jobAt(path: string): Promise<Job | undefined> {
    const builds = `builds[number,queueId,${ACTIONS}]{0,${NEWEST}}`;
    const names = 'property[parameterDefinitions[name]]';
    return this.#client.find<Job>(path, `url,${names},${builds}`);
  }

  /** What there is of a run already: waiting, or as a build. */
  async #find(
    { id, commit }: RunStart,
    { url, builds = [] }: Job,
  ): Promise<number | undefined> {
    if (!this.#config.starts) {
      // It says which commit it builds only when it does.
      return builds.find(each => revisionsOf(each).includes(commit))?.queueId;
    }
    const queue = await this.#client.find<{ items: QueueItem[] }>(
      '/queue',
      `items[id,task[url],${ACTIONS}]`,
    );
    const items = queue?.items ?? [];
    const isOurs = ({ actions = [] }: { actions?: Action[] }) =>
      actions.some(({ parameters = [] }) =>
        parameters.some(({ name, value }) => name === RUN && value === id),
      );
    const waiting = items.filter(({ task }) => task?.url === url);
    return waiting.find(isOurs)?.id ?? builds.find(isOurs)?.queueId;
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

  async #reportOf(
    where: string,
    commit: string,
  ): Promise<RunReport | undefined> {
    const build = await this.#client.find<Build & { actions?: Action[] }>(
      where,
      `url,building,result,timestamp,duration,${ACTIONS}`,
    );
    if (!build) return undefined;
    const revisions = revisionsOf(build);
    // While it goes on, it may have got the libraries of its pipeline alone.
    const isOther = revisions.length > 0 && !revisions.includes(commit);
    if (isOther && !build.building) {
      return unclear('Jenkins has built another commit.');
    }
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

function revisionsOf({ actions = [] }: { actions?: Action[] }): string[] {
  return actions.flatMap(({ lastBuiltRevision: its }) => its?.SHA1 ?? []);
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** What a job may ask for, by the names of its parameters. */
function parametersOf({ id, repository, branch, commit }: RunStart) {
  return {
    [RUN]: id,
    MODULE: repository.name,
    REPOSITORY: `${repository.url}.git`,
    BRANCH: branch,
    [COMMIT]: commit,
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
