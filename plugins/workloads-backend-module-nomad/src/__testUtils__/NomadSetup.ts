import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { startNomadAgent } from '../../../../scripts/engines/nomad.mjs';
import type { NomadAllocation } from '../client/types';
import { readNomadOptions, type NomadEngineOptions } from '../config';
import { NomadEngine } from '../engine/NomadEngine';
import { isOver } from '../region/Mirror';
import { until } from './until';

export type NomadAgent = Awaited<ReturnType<typeof startNomadAgent>>;

/** Another than the other worker's of this run. */
const worker = Number(process.env.VITEST_POOL_ID ?? 0) % 2;
/** Below those that Nomad gives to tasks; others for each run that goes on beside this one. */
let lastPort = 10_000 + ((process.pid % 45) * 2 + worker) * 100;

/** Ports that no other agent of this run uses. */
export function nextPort(): number {
  lastPort += 10;
  return lastPort;
}

/** An agent that is server and client, and engines of it. */
export class NomadSetup {
  readonly agent: NomadAgent;
  readonly #engines: NomadEngine[] = [];
  readonly #nodes: NomadAgent[] = [];

  private constructor(agent: NomadAgent) {
    this.agent = agent;
  }

  static async start(
    options: Partial<Parameters<typeof startNomadAgent>[0]> = {},
  ): Promise<NomadSetup> {
    const port = nextPort();
    return new NomadSetup(
      await startNomadAgent({ name: `n${port}`, port, ...options }),
    );
  }

  /** Three servers that choose a leader, and a node. */
  static async startCluster(extra: { server?: object } = {}): Promise<{
    setup: NomadSetup;
    servers: NomadAgent[];
  }> {
    const ports = [nextPort(), nextPort(), nextPort()];
    const server = {
      ...extra.server,
      bootstrap_expect: ports.length,
      server_join: {
        retry_join: ports.map(port => `127.0.0.1:${port + 2}`),
        retry_interval: '1s',
      },
    };
    const servers = await Promise.all(
      ports.map(port =>
        startNomadAgent({
          name: `n${port}`,
          port,
          client: false,
          extra: { server },
        }),
      ),
    );
    const setup = new NomadSetup(servers[0]);
    setup.#nodes.push(...servers.slice(1));
    await setup.addNode();
    return { setup, servers };
  }

  /** A client more of this region; it ends with the rest. */
  async addNode(
    options: Partial<Parameters<typeof startNomadAgent>[0]> = {},
  ): Promise<NomadAgent> {
    const port = nextPort();
    const { hostname, port: http } = new URL(this.agent.url);
    const node = await startNomadAgent({
      name: `n${port}`,
      port,
      server: false,
      join: `${hostname}:${Number(http) + 1}`,
      ...options,
    });
    this.#nodes.push(node);
    return node;
  }

  /** @param room - what else `workloads` has */
  options(
    overrides: Record<string, unknown> = {},
    room: Record<string, unknown> = {},
  ): NomadEngineOptions {
    const nomad = {
      url: this.agent.url,
      regions: [{ name: this.agent.region }],
      drivers: { processes: 'raw_exec' },
      logBytes: 2 * 1024 ** 2,
      stopGraceSeconds: 2,
      ...overrides,
    };
    return readNomadOptions(
      new ConfigReader({ workloads: { ...room, nomad } }),
    )[0];
  }

  engine(
    overrides: Record<string, unknown> = {},
    room: Record<string, unknown> = {},
  ): NomadEngine {
    const engine = NomadEngine.create(this.options(overrides, room), {
      logger: mockServices.logger.mock(),
    });
    this.#engines.push(engine);
    return engine;
  }

  async letGo(): Promise<void> {
    await Promise.all(this.#engines.splice(0).map(each => each.close()));
  }

  /** Ends engines, jobs and the agents. */
  async dispose(): Promise<void> {
    await this.letGo();
    await purgeAll(this.agent.url);
    await this.agent.stop();
    await Promise.all(this.#nodes.map(node => node.stop()));
  }
}

/** Asks Nomad itself, past the engine. */
export async function ask<T>(
  url: string,
  route: string,
  init?: RequestInit,
): Promise<T> {
  const answer = await fetch(`${url}/v1${route}`, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${route}: ${answer.status} ${text}`);
  return JSON.parse(text || 'null') as T;
}

/** A client that ends leaves the processes of its tasks: jobs have to end first. */
export async function purgeAll(
  url: string,
  { token = '' } = {},
): Promise<void> {
  const headers = { 'x-nomad-token': token };
  const all = <T>(route: string) =>
    ask<T[]>(url, `${route}?namespace=*`, { headers }).catch(() => []);
  const jobs = await all<{ ID: string; Namespace: string }>('/jobs');
  for (const { ID, Namespace } of jobs) {
    await ask(url, `/job/${ID}?purge=true&namespace=${Namespace}`, {
      method: 'DELETE',
      headers,
    });
  }
  await until(async () => {
    const allocations = await all<NomadAllocation>('/allocations');
    if (!allocations.every(isOver)) throw new Error('Tasks still run');
  }, 10_000).catch(() => {});
}
