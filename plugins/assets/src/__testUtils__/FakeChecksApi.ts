import type {
  AssetChecks,
  CheckRun,
  ChecksApi,
} from '@astrolabe/plugin-assets-common';
import { apiError } from './apiError';

const COMMIT = '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d';

/** A run that has passed, unless a test says otherwise. */
export function sampleRun(given: Partial<CheckRun> = {}): CheckRun {
  return {
    ...{ id: 'run-1', entityRef: 'aimodule:default/plankton' },
    ...{ runner: 'portal', branch: 'main', commit: COMMIT, cause: 'push' },
    ...{ personRef: 'user:default/nia', createdAt: '2026-11-01T10:00:00Z' },
    ...{ state: 'passed', startedAt: '2026-11-01T10:00:02Z' },
    endedAt: '2026-11-01T10:01:35Z',
    checks: [
      { name: 'metadata', status: 'passed', seconds: 1, hasLog: true },
      { name: 'tests', status: 'passed', seconds: 61, hasLog: true },
    ],
    ...given,
  };
}

/** Checks as a test has them. */
export class FakeChecksApi implements ChecksApi {
  known: AssetChecks = { items: [], mayRun: false };
  /** By the id of the run and the name of the check. */
  readonly logs = new Map<string, string>();
  /** What was wished for, with its key. */
  readonly wishes: string[] = [];
  failure: unknown;

  async list(): Promise<AssetChecks> {
    if (this.failure) throw this.failure;
    return { ...this.known, items: [...this.known.items] };
  }

  async run(
    _name: string,
    { idempotencyKey }: { idempotencyKey: string },
  ): Promise<CheckRun> {
    this.wishes.push(idempotencyKey);
    if (this.failure) throw this.failure;
    const run = sampleRun({
      ...{ id: `run-${this.known.items.length + 1}`, state: 'queued' },
      ...{ checks: [], cause: 'hand', endedAt: undefined },
    });
    this.known.items.unshift(run);
    return run;
  }

  async get(_name: string, id: string): Promise<CheckRun> {
    if (this.failure) throw this.failure;
    const found = this.known.items.find(run => run.id === id);
    if (!found) throw await apiError(404, 'There is no such run');
    return found;
  }

  async log(_name: string, run: string, check: string): Promise<string> {
    const found = this.logs.get(`${run} ${check}`);
    if (found === undefined) {
      throw await apiError(404, 'There is no log', {
        code: 'CHECK_LOG_UNKNOWN',
        nextStep: 'Look at the run: it says which of its checks have one.',
      });
    }
    return found;
  }

  async file(_name: string, run: string, file: string): Promise<string> {
    if (this.failure) throw this.failure;
    return `${run} ${file}`;
  }

  async setOnPush(_name: string, onPush: boolean): Promise<void> {
    if (this.failure) throw this.failure;
    this.known = { ...this.known, onPush };
  }
}
