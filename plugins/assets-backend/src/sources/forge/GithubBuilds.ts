import type { AssetBuild } from '@astrolabe/plugin-assets-common';
import { isOfPortal } from '../../forges';
import type { HttpReader } from './HttpReader';
import type { KnownBuild, Repository } from './types';

/** Longer addresses are left out, as the metadata schema does. */
const LONGEST_URL = 2_000;

/** The combined status of a commit, as GitHub's REST API gives it. */
interface CombinedStatus {
  statuses: {
    state: string;
    context?: string;
    target_url?: string | null;
    updated_at: string;
  }[];
}

/** The check runs of a commit, as GitHub's REST API gives them. */
interface CheckRuns {
  check_runs: {
    status: string;
    conclusion?: string | null;
    html_url?: string | null;
    started_at?: string | null;
    completed_at?: string | null;
  }[];
}

const statusStates: Record<string, AssetBuild['state'] | undefined> = {
  success: 'passed',
  failure: 'failed',
  error: 'failed',
  pending: 'running',
};

/** Conclusions of a check run that do not stand in the way. */
const harmless = ['success', 'neutral', 'skipped'];

/** One job of a build, in one shape for both interfaces. */
type Job = AssetBuild;

/**
 * Whether what builds a repository was content with its newest commit. Outside
 * builders (Jenkins and the like) tell the forge a status; its own actions make
 * check runs, which are asked for where there is no status.
 */
export class GithubBuilds {
  readonly #apiBaseUrl: string;
  readonly #http: HttpReader;

  constructor(apiBaseUrl: string, http: HttpReader) {
    this.#apiBaseUrl = apiBaseUrl;
    this.#http = http;
  }

  async read(
    repository: Repository,
    options: { known?: KnownBuild; signal: AbortSignal },
  ): Promise<KnownBuild> {
    const { known = {}, signal } = options;
    const names = ['repos', repository.owner, repository.name, 'commits'];
    const commit = [...names, repository.branch]
      .map(encodeURIComponent)
      .join('/');
    const url = `${this.#apiBaseUrl}/${commit}`;
    const statuses = await this.#ask(`${url}/status`, jobsOfStatus, {
      known: known.statuses,
      signal,
    });
    if (statuses.build) return { statuses };
    const checks = await this.#ask(
      `${url}/check-runs?per_page=100`,
      jobsOfChecks,
      { known: known.checks, signal },
    );
    return { statuses, checks };
  }

  async #ask(
    url: string,
    jobsOf: (body: never) => Job[],
    options: { known: KnownBuild['statuses']; signal: AbortSignal },
  ): Promise<NonNullable<KnownBuild['statuses']>> {
    const { known, signal } = options;
    const answer = await this.#http.get(url, {
      etag: known?.etag,
      accept: 'application/vnd.github+json',
      signal,
    });
    if (answer.status === 304 && known) return known;
    return {
      etag: answer.headers.etag,
      build:
        answer.status === 200
          ? together(jobsOf(JSON.parse(answer.body) as never))
          : undefined,
    };
  }
}

/** The build that was asked for, out of what is remembered of it. */
export function buildOf(known: KnownBuild | undefined): AssetBuild | undefined {
  return known?.statuses?.build ?? known?.checks?.build;
}

function jobsOfStatus({ statuses }: CombinedStatus): Job[] {
  const theirs = statuses.filter(({ context = '' }) => !isOfPortal(context));
  return theirs.map(({ state, target_url: url, updated_at: at }) => ({
    state: statusStates[state] ?? 'running',
    ...place(url),
    at,
  }));
}

function jobsOfChecks({ check_runs: runs }: CheckRuns): Job[] {
  return runs.map(run => ({
    state: stateOfRun(run),
    ...place(run.html_url),
    at: run.completed_at ?? run.started_at ?? undefined,
  }));
}

function stateOfRun(run: CheckRuns['check_runs'][number]): Job['state'] {
  if (run.status !== 'completed') return 'running';
  return harmless.includes(run.conclusion ?? '') ? 'passed' : 'failed';
}

function place(url: string | null | undefined) {
  return url && url.length <= LONGEST_URL ? { url } : {};
}

/** One that failed is what one has to know; then one that still runs. */
function together(jobs: Job[]): AssetBuild | undefined {
  const decisive = (['failed', 'running', 'passed'] as const)
    .map(state => jobs.find(job => job.state === state))
    .find(Boolean);
  const newest = jobs
    .map(({ at }) => at)
    .filter(at => at !== undefined)
    .sort()
    .at(-1);
  return decisive && { ...decisive, ...(newest ? { at: newest } : {}) };
}
