import { createHmac } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import type { Knex } from 'knex';
import { vi } from 'vitest';
import { connect } from '../../database';
import type { Forge } from '../../forges';
import { ProvenanceStore } from '../../provenance';
import { RepositoryStore } from '../../publishing/RepositoryStore';
import { Hooks } from '../Hooks';
import { HookStore } from '../HookStore';
import { repositoryOf } from '../runners/__testUtils__/RunnerBench';
import { checkedOf, RunStore } from '../RunStore';
import { Statuses } from '../Statuses';
import { StatusStore } from '../StatusStore';
import type { CheckRunner, RunReport } from '../types';
import { Worker } from '../Worker';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const commitOf = (digit: string) => digit.repeat(40);
export const [FIRST, SECOND] = [commitOf('1'), commitOf('2')];
export const ENTITY = 'aimodule:default/leaves';

/** A runner that says what it is told to. */
class FakeRunner implements CheckRunner {
  readonly id = 'portal';
  readonly checksPulls = true;
  readonly started: string[] = [];
  readonly stopped: string[] = [];
  report: RunReport = { state: 'running', checks: [] };
  refuses?: Error;
  readonly logs: Record<string, string> = {};

  takes = async () => true;
  start: CheckRunner['start'] = async ({ id, commit }) => {
    if (this.refuses) throw this.refuses;
    this.started.push(commit);
    return `job of ${id}`;
  };
  read = async () => this.report;
  log: CheckRunner['log'] = async (_run, { check }) => this.logs[check];
  file: CheckRunner['file'] = async (_run, { path }) => this.logs[path];
  stop: CheckRunner['stop'] = async ({ commit }) => {
    this.stopped.push(commit);
  };
}

/** What checks stand on, with a forge and a runner of ours, and a clock that is set. */
export async function openChecking({
  knex,
  isNew = true,
  base = 'https://portal.example',
  isOnPush = true,
}: {
  knex: Knex;
  /** It is no other portal's before. */
  isNew?: boolean;
  base?: string;
  isOnPush?: boolean;
}) {
  const db = await connect(mockServices.database({ knex }));
  const repositories = new RepositoryStore(db);
  if (isNew) {
    const {
      readAt: _,
      changedAt,
      hiddenAt,
      trouble,
      ...row
    } = repositoryOf({
      branch: 'main',
    });
    const dueAt = new Date(Date.now() + DAY).toISOString();
    await repositories.put(row, { dueAt });
  }
  const hooked: { url: string; secret: string }[] = [];
  let mayWrite = true;
  const forge = {
    pages: 'https://forge.example',
    tip: vi.fn(async (): Promise<object | undefined> => ({ commit: FIRST })),
    hook: vi.fn(async (_place, hook) => void hooked.push(hook)),
    unhook: vi.fn(async () => {}),
    say: vi.fn(async (_place: unknown, _status: unknown) => {}),
    findById: async () => ({ owner: 'ada', name: 'leaves', mayWrite }),
  };
  const kept = new Map<string, string>();
  const accounts = {
    ofObjects: {
      keep: async (_owner, values, { objectId }) =>
        void kept.set(objectId, Object.values(values)[0]),
      give: async (_owner, { objectId }) => kept.get(objectId),
      forget: async id => void kept.delete(id),
      holders: async () => [],
    },
  } as Pick<AccountsService, 'ofObjects'> as AccountsService;
  const runner = new FakeRunner();
  const runs = new RunStore(db);
  const hooks = new HookStore(db);
  const statuses = new StatusStore(db);
  const told = vi.fn();
  const provenance = new ProvenanceStore(db);
  const parts = {
    ...{ accounts, hooks, isOnPush, repositories, runs, statuses },
    ...{ isTold: true, isOnPull: true },
    logger: mockServices.logger.mock(),
    runners: [runner],
    forgeOf: async () => forge as unknown as Forge,
    events: {
      publish: async ({ eventPayload }: { eventPayload: unknown }) =>
        told(eventPayload),
    } as never,
    ...{ onChange: () => {}, onPush: vi.fn() },
    address: `${base}/api/assets/v1/hooks/`,
  };
  const worker = new Worker(parts);
  const hooking = new Hooks(parts);
  const telling = new Statuses({
    ...parts,
    pageOf: (name, run) => `${base}/modules/${name}/checks/${run}`,
  });
  const later = async (ms: number) => {
    vi.setSystemTime(Date.now() + ms);
    await worker.look();
  };
  const of = checkedOf(repositoryOf({}));
  const all = () => runs.listAll(of);
  const deliver = async (event: string, sent: object) => {
    const row = (await repositories.get('leaves'))!;
    const { id } = await hooks.of(row);
    const secret = kept.get(id) ?? 'known';
    kept.set(id, secret);
    const body = Buffer.from(JSON.stringify(sent));
    const digest = createHmac('sha256', secret).update(body).digest('hex');
    const headers: Record<string, string> = {
      'x-github-event': event,
      'x-hub-signature-256': `sha256=${digest}`,
    };
    return hooking.take(id, { body, header: name => headers[name] });
  };
  const push = (commit: string, more: object = {}) => {
    const before = commitOf('9');
    const sent = { ref: 'refs/heads/main', before, after: commit, ...more };
    return deliver('push', sent);
  };
  /** What is told of a pull request, from a branch of this repository unless told. */
  const pull = (
    commit: string,
    { action = 'opened', branch = 'try', from = 1 as number | null } = {},
  ) =>
    deliver('pull_request', {
      action,
      pull_request: {
        number: 7,
        head: { sha: commit, ref: branch, repo: from && { id: from } },
        base: { ref: 'main', repo: { id: 1 } },
      },
    });
  /** Whoever put it here is let in to read alone. */
  const leave = () => {
    mayWrite = false;
  };
  return {
    leave,
    ...{ forge, runner, runs, hooks, repositories, told, parts, kept },
    provenance,
    ...{ worker, hooking, telling, statuses, hooked, later, all, of, push },
    pull,
  };
}
