import { assetEntityRef } from '@astrolabe/plugin-assets-common';
import type { FormValues } from '@astrolabe/plugin-workloads-common';
import type { Job, JobsService } from '@astrolabe/plugin-workloads-node';
import { assertError } from '@backstage/errors';
import { z } from 'zod';
import type { RepositoryRow } from '../../publishing/RepositoryStore';
import { launchesWith } from '../../publishing/troubles';
import type { MetadataCheck } from '../MetadataCheck';
import {
  RunnerAwayError,
  type CheckResult,
  type CheckRunner,
  type CheckState,
  type RunReport,
  type RunStart,
} from '../types';
import { endOfLog } from './reports';
import { roomFor } from './roomFor';

/** Of checks.json; what is longer is none of ours. */
const REPORT_BYTES = 256 * 1024;
/** Of a log; what is longer is not read for its end. */
const LOG_BYTES = 50 * 1024 * 1024;
const MOST_CHECKS = 100;
const LINE = 500;
const TITLE = 80;
/** What the log of the workload is called where it came to no check. */
const BEGIN = 'begin';
/** What the portal checks by itself, beside all that the module's program says. */
const METADATA = 'metadata';
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
          .regex(/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,200}$/)
          .optional(),
      }),
    )
    .max(MOST_CHECKS),
});
/** How those end whose checks have had their turn. */
const decided: readonly CheckState[] = ['passed', 'failed', 'unclear'];
type Told = z.infer<typeof reportSchema>['checks'];

/** Runs the checks of a module here, as a workload: of whose repository it is, or of who asks. */
export class PortalRunner implements CheckRunner {
  readonly id = 'portal';
  readonly checksPulls = true;
  readonly #jobs: JobsService;
  readonly #metadata: Pick<MetadataCheck, 'of'>;

  constructor(jobs: JobsService, metadata: Pick<MetadataCheck, 'of'>) {
    this.#jobs = jobs;
    this.#metadata = metadata;
  }

  async takes({ visibility, trouble }: RepositoryRow): Promise<boolean> {
    // It asks the forge without an account, as all that is launched from there.
    return visibility === 'public' && launchesWith(trouble);
  }

  async start(run: RunStart): Promise<string> {
    const { id, personRef, commit } = run;
    const { name, content } = run.repository;
    const title = `Checks of ${name} at ${commit.slice(0, 7)}`;
    const general = { title: title.slice(0, TITLE), revision: commit };
    const launch = async (more: FormValues) => {
      const request = {
        entityRef: assetEntityRef('module', name),
        variant: 'check',
        values: { general, ...more },
      };
      return (await this.#jobs.launch(personRef, request, { key: id })).id;
    };
    const room = roomFor(content);
    if (Object.keys(room).length === 0) return told(launch({}));
    try {
      return await launch(room);
    } catch (error) {
      assertError(error);
      // What others or they themselves need now is waited for.
      if (!isNeverThere(error)) return told(Promise.reject(error));
      return told(launch({}));
    }
  }

  async read(run: RunStart, workloadId: string): Promise<RunReport> {
    const { personRef } = run;
    const job = await told(this.#jobs.get(personRef, workloadId));
    if (!job) {
      const reason = 'Its workload was deleted before it had ended.';
      return { state: 'stopped', reason, checks: [] };
    }
    const checks = await this.#checks(personRef, workloadId);
    const report = { ...reportOf(job, checks), workloadId };
    const isOver = decided.includes(report.state);
    return isOver ? this.#withMetadata(run, report) : report;
  }

  async log(
    run: RunStart,
    options: { reference: string; check: string; maxBytes: number },
  ): Promise<string | undefined> {
    const { personRef } = run;
    const { reference: id, check, maxBytes } = options;
    if (check === BEGIN) {
      return told(this.#jobs.log(personRef, id, { maxBytes }));
    }
    const checks = await this.#checks(personRef, id);
    // Before theirs: a module does not speak in the portal's name.
    if (check === nameOfOwn(checks)) {
      const { log } = await this.#metadata.of(run, new Date().toISOString());
      return endOfLog(log, maxBytes);
    }
    const limits = { maxBytes, longest: LOG_BYTES };
    const path = checks.find(({ name }) => name === check)?.log;
    return path && this.#text(personRef, { id, path }, limits);
  }

  async file(
    { personRef }: RunStart,
    options: { reference: string; path: string; maxBytes: number },
  ): Promise<string | undefined> {
    const { reference: id, path, maxBytes } = options;
    // The end alone of one that is longer would be of no use.
    const limits = { maxBytes, longest: maxBytes };
    return this.#text(personRef, { id, path }, limits);
  }

  async stop({ personRef }: RunStart, workloadId: string): Promise<void> {
    await told(this.#jobs.stop(personRef, workloadId));
  }

  async #withMetadata(run: RunStart, report: RunReport): Promise<RunReport> {
    const { checks, endedAt = '' } = report;
    const { status, reason, log } = await this.#metadata.of(run, endedAt);
    const own: CheckResult = {
      ...{ name: nameOfOwn(checks), status, hasLog: log !== undefined },
      ...(reason && { reason: reason.slice(0, LINE) }),
    };
    const theirs = checks.filter(({ name }) => name !== own.name);
    return {
      ...{ ...report, checks: [...theirs, own] },
      ...(status === 'failed' &&
        report.state !== 'failed' && { state: 'failed', reason: undefined }),
    };
  }

  async #checks(personRef: string, id: string): Promise<Told> {
    const path = 'checks.json';
    const limits = { maxBytes: REPORT_BYTES, longest: REPORT_BYTES };
    const text = await this.#text(personRef, { id, path }, limits);
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
    limits: { maxBytes: number; longest: number },
  ): Promise<string | undefined> {
    const bytes = await told(this.#jobs.artefact(personRef, file, limits));
    return bytes && Buffer.from(bytes).toString('utf8');
  }
}

/** An answer of the workloads room; or that it has to be asked again. */
async function told<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    assertError(error);
    throw isToWait(error) ? new RunnerAwayError(inALine(error)) : error;
  }
}

function reportOf(job: Job, said: Told): RunReport {
  const checks: CheckResult[] = said.map(({ log, reason, ...check }) => ({
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
        ? { ...ended, ...verdictOf(checks) }
        : { ...ended, state: 'failed', checks: [noneOf(job)] };
    default:
      return { ...common, state: 'running', reason: why };
  }
}

function verdictOf(checks: CheckResult[]): Pick<RunReport, 'state' | 'reason'> {
  const has = (of: CheckResult['status']) =>
    checks.some(({ status }) => status === of);
  if (has('failed')) return { state: 'failed' };
  // What nobody has looked at has not passed.
  return has('passed')
    ? { state: 'passed' }
    : { state: 'unclear', reason: 'All of its checks were skipped.' };
}

/** Another where the module has a check of that name: each is unique in its run. */
function nameOfOwn(theirs: { name: string }[]): string {
  const isTaken = theirs.some(({ name }) => name === METADATA);
  return isTaken ? `${METADATA} (portal)` : METADATA;
}

/** It has ended before it came to any. */
function noneOf({ reason }: Job): CheckResult {
  return { name: BEGIN, status: 'failed', hasLog: true, reason };
}

/** What is there again by itself, or when the person has room again. */
function isToWait(error: Error): boolean {
  return error.name === 'NotAllowedError' || isAway(error);
}

/** Whether so much is had nowhere, or not by this person. */
function isNeverThere(error: Error): boolean {
  const { code } = error as { code?: unknown };
  return error.name === 'InputError' || code === 'QUOTA_TOO_SMALL';
}

function isAway(error: Error): boolean {
  return (
    error.name === 'ServiceUnavailableError' ||
    error.name === 'StandingUnknownError'
  );
}

function inALine(error: Error & { nextStep?: string }): string {
  return [`${error.message}.`, error.nextStep].filter(Boolean).join(' ');
}
