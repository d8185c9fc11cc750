import { assetEntityRef } from '@astrolabe/plugin-assets-common';
import type { Job, JobsService } from '@astrolabe/plugin-workloads-node';
import { assertError } from '@backstage/errors';
import { z } from 'zod';
import type { RepositoryRow } from '../../publishing/RepositoryStore';
import { launchesWith } from '../../publishing/troubles';
import {
  RunnerAwayError,
  type CheckResult,
  type CheckRunner,
  type RunReport,
  type RunStart,
} from '../types';

/** Of checks.json; what is longer is none of ours. */
const REPORT_BYTES = 256 * 1024;
const MOST_CHECKS = 100;
const LINE = 500;
const TITLE = 80;
/** What the log of the workload is called where it came to no check. */
const BEGIN = 'begin';
/** The module's own program has written it: it may say anything. */
const reportSchema = z.object({
  checks: z
    .array(
      z.object({
        name: z.string().regex(/^\P{Cc}{1,200}$/u),
        status: z.enum(['passed', 'failed', 'skipped']),
        seconds: z.number().nonnegative().optional(),
        reason: z.string().optional(),
        log: z
          .string()
          .regex(/^[A-Za-z0-9._-]{1,200}$/)
          .optional(),
      }),
    )
    .max(MOST_CHECKS),
});
type Told = z.infer<typeof reportSchema>['checks'];

/** Runs the checks of a module here: a workload in the name of whose repository it is. */
export class PortalRunner implements CheckRunner {
  readonly id = 'portal';
  readonly #jobs: JobsService;

  constructor(jobs: JobsService) {
    this.#jobs = jobs;
  }

  async takes({ visibility, trouble }: RepositoryRow): Promise<boolean> {
    // It asks the forge without an account, as all that is launched from there.
    return visibility === 'public' && launchesWith(trouble);
  }

  async start({ id, repository, commit }: RunStart): Promise<string> {
    const { name, personRef } = repository;
    const title = `Checks of ${name} at ${commit.slice(0, 7)}`;
    const request = {
      entityRef: assetEntityRef('module', name),
      variant: 'check',
      values: { general: { title: title.slice(0, TITLE), revision: commit } },
    };
    try {
      return (await this.#jobs.launch(personRef, request, { key: id })).id;
    } catch (error) {
      assertError(error);
      throw isToWait(error) ? new RunnerAwayError(inALine(error)) : error;
    }
  }

  async read({ repository }: RunStart, workloadId: string): Promise<RunReport> {
    const job = await this.#jobs.get(repository.personRef, workloadId);
    if (!job) {
      const reason = 'Its workload was deleted before it had ended.';
      return { state: 'stopped', reason, checks: [] };
    }
    const told = await this.#told(repository.personRef, workloadId);
    return { ...reportOf(job, told), workloadId };
  }

  async log(
    { repository: { personRef } }: RunStart,
    options: { reference: string; check: string; maxBytes: number },
  ): Promise<string | undefined> {
    const { reference: id, check, maxBytes } = options;
    if (check === BEGIN) return this.#jobs.log(personRef, id, { maxBytes });
    const told = await this.#told(personRef, id);
    const path = told.find(({ name }) => name === check)?.log;
    return path && this.#text(personRef, { id, path }, maxBytes);
  }

  async file(
    { repository: { personRef } }: RunStart,
    options: { reference: string; path: string; maxBytes: number },
  ): Promise<string | undefined> {
    const { reference: id, path, maxBytes } = options;
    return this.#text(personRef, { id, path }, maxBytes);
  }

  async stop({ repository }: RunStart, workloadId: string): Promise<void> {
    await this.#jobs.stop(repository.personRef, workloadId);
  }

  async #told(personRef: string, id: string): Promise<Told> {
    const path = 'checks.json';
    const text = await this.#text(personRef, { id, path }, REPORT_BYTES);
    try {
      const { checks } = reportSchema.parse(JSON.parse(text ?? ''));
      const names = checks.map(({ name }) => name);
      return checks.filter(({ name }, i) => names.indexOf(name) === i);
    } catch {
      return [];
    }
  }

  async #text(
    personRef: string,
    file: { id: string; path: string },
    maxBytes: number,
  ): Promise<string | undefined> {
    try {
      const bytes = await this.#jobs.artefact(personRef, file, { maxBytes });
      return bytes && Buffer.from(bytes).toString('utf8');
    } catch (error) {
      assertError(error);
      throw isToWait(error) ? new RunnerAwayError(error.message) : error;
    }
  }
}

function reportOf(job: Job, told: Told): RunReport {
  const checks: CheckResult[] = told.map(({ log, reason, ...check }) => ({
    ...{ ...check, hasLog: log !== undefined },
    ...(reason && { reason: reason.slice(0, LINE) }),
  }));
  const { state, startedAt } = job;
  const why = [job.reason, job.nextStep].filter(Boolean).join(' ');
  const common = { checks, ...(startedAt && { startedAt }) };
  const ended = { ...common, endedAt: job.changedAt };
  switch (state) {
    case 'queued':
      return { ...common, state: 'queued', reason: why };
    case 'stopped':
      return { ...ended, state: 'stopped', reason: why };
    case 'failed':
      return checks.length > 0
        ? { ...ended, state: 'failed', reason: why }
        : { ...ended, state: 'failed', reason: why, checks: [noneOf(job)] };
    case 'completed':
      return checks.length > 0
        ? { ...ended, state: verdictOf(checks) }
        : { ...ended, state: 'failed', checks: [noneOf(job)] };
    default:
      return { ...common, state: 'running', reason: why };
  }
}

function verdictOf(checks: CheckResult[]): 'passed' | 'failed' {
  return checks.some(({ status }) => status === 'failed') ? 'failed' : 'passed';
}

/** It has ended before it came to any. */
function noneOf({ reason }: Job): CheckResult {
  return { name: BEGIN, status: 'failed', hasLog: true, reason };
}

/** What is there again by itself, or when the person has room again. */
function isToWait(error: Error & { code?: string }): boolean {
  return (
    error.name === 'NotAllowedError' ||
    error.name === 'ServiceUnavailableError' ||
    error.name === 'StandingUnknownError'
  );
}

function inALine(error: Error & { nextStep?: string }): string {
  return [`${error.message}.`, error.nextStep].filter(Boolean).join(' ');
}
