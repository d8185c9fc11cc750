import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import createKnex, { type Knex } from 'knex';
import type { NomadAllocation } from '../../client/types';
import { isOver } from '../../region/Mirror';
import { FaultyProxy } from '../FaultyProxy';
import { GPU, GpuFiles } from '../gpuFiles';
import { ask, NomadSetup } from '../NomadSetup';
import { newRecord } from './records';
import { connect, DatabaseWorkloadStore, wish } from './room';

const ENGINE = 'nomad-r1';
/** So many live at once, at most: each is a process, and two of Nomad's beside it. */
const ALIVE = 20;
/** Once all have been, so many go on at once until each kind of fault has come about. */
const STILL_ALIVE = 2;
/** No longer than this: a run without all faults is told. */
const HARM_MS = 180_000;
/** What a killed submit has left is looked for every 20 seconds, and later on a busy machine. */
const CONVERGED_MS = 240_000;

/** Fewer than are wanted at once, so that some wait for them. */
const GPUS = 3;

const answer =
  "require('node:net').createServer().listen(Number(process.env.PORT), process.env.HOST)";

/** All have a secret; every third wants a GPU, every fourth is asked whether it answers. */
function specOf(n: number): WorkloadSpec {
  const isAsked = n % 4 === 0;
  return {
    tasks: [
      {
        name: 'main',
        role: 'main',
        command: isAsked
          ? [process.execPath, '-e', answer]
          : ['/bin/sleep', '600'],
        env: {
          KEY: { parts: [{ secret: 'key' }] },
          ...(isAsked && {
            PORT: { parts: [{ port: 'web' }] },
            HOST: { parts: [{ host: 'listen' }] },
          }),
        },
        ...(isAsked && { ports: [{ name: 'web' }], health: { port: 'web' } }),
        resources: {
          cpuCores: 0.01,
          memoryBytes: (isAsked ? 64 : 16) * 1024 ** 2,
          diskBytes: 0,
          ...(hasGpu(n) && { gpu: { count: 1 } }),
        },
      },
    ],
    secrets: [{ name: 'key' }],
    lifetime: { kind: 'service' },
  };
}

function hasGpu(n: number): boolean {
  return n % 3 === 0;
}

type Fault =
  | 'replica killed'
  | 'connections cut'
  | 'errors for a while'
  | 'no answers for a while'
  | 'server killed';

/** What came of it. */
export interface FaultReport {
  workloads: number;
  faults: Record<Fault, number>;
  /** Records that are not what was wished for, in the end. */
  lost: string[];
  /** Workloads with two runs at once, or with more runs than were asked for. */
  doubled: string[];
  /** Jobs that no record knows, and that take something or may start; variables of such; GPUs that are held. */
  orphans: string[];
  /** From the last fault until all was as wished. */
  convergedMs: number;
}

/**
 * Two replicas over one PostgreSQL and one Nomad, while people launch, stop,
 * restart and delete, and while replicas are killed, Nomad's server is killed,
 * and connections break. The seed makes a run again as it was, as far as time lets it.
 */
export class FaultRun {
  readonly #setup: NomadSetup;
  readonly #gpus: GpuFiles;
  readonly #proxies: FaultyProxy[] = [];
  readonly #replicas: ChildProcess[] = [];
  readonly #faults: Record<Fault, number> = {
    'replica killed': 0,
    'connections cut': 0,
    'errors for a while': 0,
    'no answers for a while': 0,
    'server killed': 0,
  };
  readonly #doubles = new Set<string>();
  readonly #random: () => number;
  readonly #connection: string;
  readonly #db: Knex;
  readonly #store: DatabaseWorkloadStore;

  static async begin(options: {
    postgres: string;
    seed: number;
  }): Promise<FaultRun> {
    const gpus = new GpuFiles();
    const setup = await NomadSetup.start({ extra: await gpus.offer(GPUS) });
    const name = `faults_${process.pid}_${Date.now()}`;
    const admin = createKnex({ client: 'pg', connection: options.postgres });
    await admin.raw(`create database ${name}`);
    await admin.destroy();
    const connection = `${options.postgres}/${name}`;
    const knex = createKnex({ client: 'pg', connection });
    const db = await connect(mockServices.database({ knex }));
    const { seed } = options;
    const run = new FaultRun({ setup, gpus, connection, db, seed });
    for (const index of [0, 1]) {
      run.#proxies.push(await FaultyProxy.start(setup.agent.url));
      await run.#startReplica(index);
    }
    return run;
  }

  private constructor(options: {
    setup: NomadSetup;
    gpus: GpuFiles;
    connection: string;
    db: Knex;
    seed: number;
  }) {
    this.#setup = options.setup;
    this.#gpus = options.gpus;
    this.#connection = options.connection;
    this.#db = options.db;
    this.#store = new DatabaseWorkloadStore(options.db);
    this.#random = randomFrom(options.seed);
  }

  async run(workloads: number): Promise<FaultReport> {
    const harm = new AbortController();
    const harming = this.#doHarm(harm.signal);
    const looking = this.#lookForDoubles(harm.signal);
    const lived = await this.#liveAll(workloads);
    harm.abort();
    await harming;
    await looking;
    const since = Date.now();
    const end = since + CONVERGED_MS;
    let found = await this.#look();
    while (found.lost.length + found.orphans.length > 0 && Date.now() < end) {
      await pause(200);
      found = await this.#look();
    }
    return {
      workloads: lived,
      faults: this.#faults,
      ...found,
      convergedMs: Date.now() - since,
    };
  }

  async dispose(): Promise<void> {
    for (const replica of this.#replicas) replica.kill('SIGKILL');
    await Promise.all(this.#proxies.map(proxy => proxy.close()));
    await this.#setup.dispose();
    this.#gpus.remove();
    await this.#db.destroy();
  }

  /** So many workloads, and more where faults take their time. */
  async #liveAll(workloads: number): Promise<number> {
    const end = Date.now() + HARM_MS;
    const isSpared = () =>
      Object.values(this.#faults).includes(0) && Date.now() < end;
    const lives = new Set<Promise<void>>();
    let n = 0;
    for (; n < workloads || isSpared(); n++) {
      const life = this.#live(n).finally(() => lives.delete(life));
      lives.add(life);
      const most = n < workloads ? ALIVE : STILL_ALIVE;
      while (lives.size >= most) await Promise.race(lives);
    }
    await Promise.all(lives);
    return n;
  }

  /** One workload, and what a person does with it; most are deleted in the end, and all with a GPU. */
  async #live(n: number): Promise<void> {
    const record = newRecord({
      engine: ENGINE,
      siteId: 'r1.dc-a',
      spec: specOf(n),
    });
    await this.#store.insert(record);
    this.#seeTo(record.id);
    const acts = (['stop', 'restart'] as const).filter(
      () => this.#random() < 0.4,
    );
    for (const act of acts) {
      await pause(this.#random() * 2000);
      await this.#wish(act, record.id);
    }
    await pause(this.#random() * 2000);
    if (this.#random() < 0.9 || hasGpu(n))
      await this.#wish('delete', record.id);
  }

  async #wish(act: 'stop' | 'restart' | 'delete', id: string): Promise<void> {
    try {
      await this.#store.update(id, present => wish(act, present));
    } catch (error) {
      // What makes no sense in its state is refused.
      if ((error as Error).name !== 'ConflictError') throw error;
    }
    this.#seeTo(id);
  }

  /** Looks all the time, for what is deleted in the end cannot be asked then. */
  async #lookForDoubles(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(200);
      const all = await ask<NomadAllocation[]>(
        this.#setup.agent.url,
        '/allocations',
      ).catch(() => []); // The server is being killed.
      const wanted = all.filter(
        each => !isOver(each) && each.DesiredStatus === 'run',
      );
      const seen = new Set<string>();
      for (const { JobID } of wanted) {
        if (seen.has(JobID)) this.#doubles.add(JobID);
        seen.add(JobID);
      }
    }
  }

  /** A replica is told, or dies before it is. */
  #seeTo(id: string): void {
    const [replica] = this.#replicas.filter(() => this.#random() < 0.7);
    replica?.stdin?.write(`${id}\n`);
  }

  /** Each fault once, in any order, and again. */
  async #doHarm(signal: AbortSignal): Promise<void> {
    const faults: [Fault, () => Promise<void>][] = [
      ['replica killed', () => this.#killReplica()],
      ['replica killed', () => this.#killReplica()],
      ['connections cut', async () => this.#anyProxy().cut()],
      ['errors for a while', () => this.#errors('error')],
      ['no answers for a while', () => this.#errors('hang')],
      ['server killed', () => this.#killServer()],
    ];
    let left: typeof faults = [];
    while (!signal.aborted) {
      await pause(100 + this.#random() * 900);
      if (left.length === 0) left = [...faults];
      const at = Math.floor(this.#random() * left.length);
      const [[name, harm]] = left.splice(at, 1);
      await harm();
      this.#faults[name]++;
    }
  }

  async #killReplica(): Promise<void> {
    const index = this.#random() < 0.5 ? 0 : 1;
    const replica = this.#replicas[index];
    const ended = once(replica, 'exit');
    replica.kill('SIGKILL');
    await ended;
    await this.#startReplica(index);
  }

  async #errors(mode: 'error' | 'hang'): Promise<void> {
    const proxy = this.#anyProxy();
    proxy.mode = mode;
    await pause(1000);
    proxy.mode = 'pass';
    proxy.cut();
  }

  async #killServer(): Promise<void> {
    await this.#setup.agent.kill();
    await this.#setup.agent.start();
  }

  #anyProxy(): FaultyProxy {
    return this.#proxies[this.#random() < 0.5 ? 0 : 1];
  }

  async #startReplica(index: number): Promise<void> {
    const options = {
      connection: this.#connection,
      nomad: {
        url: this.#proxies[index].url,
        regions: [{ name: 'r1' }],
        drivers: { processes: 'raw_exec' },
        logBytes: 2 * 1024 ** 2,
        stopGraceSeconds: 1,
        gpuDevice: GPU.device,
      },
    };
    const replica = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        path.resolve(__dirname, 'replica.ts'),
        JSON.stringify(options),
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    replica.stdin.on('error', () => {});
    this.#replicas[index] = replica;
    await Promise.race([
      once(replica.stdout, 'data'),
      once(replica, 'exit').then(([code]) => {
        if (code) throw new Error(`A replica ended with ${code}`);
      }),
    ]);
  }

  /** Compares what was wished for with what Nomad itself has. */
  async #look() {
    const { url } = this.#setup.agent;
    const records = await this.#store.listByEngine(ENGINE);
    const jobs = await ask<{ ID: string; Stop: boolean }[]>(url, '/jobs');
    const variables = await ask<{ Path: string }[]>(url, '/vars');
    const allocations = await ask<NomadAllocation[]>(
      url,
      '/allocations?resources=true',
    );
    const of = (id: string) =>
      allocations.filter(({ JobID }) => JobID === `astrolabe-${id}`);
    const running = (id: string) => of(id).filter(each => !isOver(each)).length;
    const isRight = ({ id, desired, state }: (typeof records)[number]) => {
      if (desired === 'run') return state === 'running' && running(id) === 1;
      return desired === 'stop' && state === 'stopped' && running(id) === 0;
    };
    const ids = new Set(records.map(({ id }) => `astrolabe-${id}`));
    const living = allocations.filter(each => !isOver(each));
    return {
      lost: records
        .filter(record => !isRight(record))
        .map(({ id, desired, state, reason }) =>
          [id, desired, state, reason.code, reason.evidence].join(' '),
        ),
      doubled: [
        ...this.#doubles,
        ...records
          .filter(({ id, generation }) => of(id).length > generation)
          .map(({ id, generation }) => `${id} ${generation} ${of(id).length}`),
      ],
      orphans: [
        ...[
          ...jobs.filter(({ Stop }) => !Stop).map(({ ID }) => ID),
          ...living.map(({ JobID }) => JobID),
          ...variables.map(({ Path }) => path.basename(Path)),
        ].filter(id => !ids.has(id)),
        ...living.flatMap(gpusOf),
      ],
    };
  }
}

/** That it holds, of those that Nomad has given. */
function gpusOf({ AllocatedResources }: NomadAllocation): string[] {
  return Object.values(AllocatedResources?.Tasks ?? {}).flatMap(({ Devices }) =>
    (Devices ?? []).flatMap(({ DeviceIDs }) => DeviceIDs),
  );
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) % 2 ** 32;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
