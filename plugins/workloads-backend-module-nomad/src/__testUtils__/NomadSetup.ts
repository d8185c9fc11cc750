import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { startNomadAgent } from '../../../../scripts/engines/nomad.mjs';
import { readNomadOptions, type NomadEngineOptions } from '../config';
import { NomadEngine } from '../engine/NomadEngine';

export type NomadAgent = Awaited<ReturnType<typeof startNomadAgent>>;

let lastPort = 14_600;

/** Ports that no other agent of this run uses. */
export function nextPort(): number {
  lastPort += 10;
  return lastPort;
}

/** An agent that is server and client, and engines of it. */
export class NomadSetup {
  readonly agent: NomadAgent;
  readonly #engines: NomadEngine[] = [];

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

  options(overrides: Record<string, unknown> = {}): NomadEngineOptions {
    const nomad = {
      url: this.agent.url,
      regions: [{ name: this.agent.region }],
      drivers: { processes: 'raw_exec' },
      logBytes: 2 * 1024 ** 2,
      stopGraceSeconds: 2,
      ...overrides,
    };
    return readNomadOptions(new ConfigReader({ workloads: { nomad } }))[0];
  }

  engine(overrides: Record<string, unknown> = {}): NomadEngine {
    const engine = NomadEngine.create(this.options(overrides), {
      logger: mockServices.logger.mock(),
    });
    this.#engines.push(engine);
    return engine;
  }

  async letGo(): Promise<void> {
    await Promise.all(this.#engines.splice(0).map(each => each.close()));
  }

  /** Ends engines, jobs and the agent. */
  async dispose(): Promise<void> {
    await this.letGo();
    await purgeAll(this.agent.url);
    await this.agent.stop();
  }
}

/** A client that ends leaves the processes of its tasks: jobs have to end first. */
export async function purgeAll(url: string): Promise<void> {
  const ask = async (route: string, init?: RequestInit) =>
    (await fetch(`${url}/v1${route}`, init)).json() as Promise<
      { ID: string; ClientStatus: string }[]
    >;
  const { ok } = await fetch(`${url}/v1/jobs`).catch(() => ({ ok: false }));
  if (!ok) return;
  for (const { ID } of await ask('/jobs')) {
    await fetch(`${url}/v1/job/${ID}?purge=true`, { method: 'DELETE' });
  }
  const end = Date.now() + 10_000;
  const isAlive = ({ ClientStatus }: { ClientStatus: string }) =>
    ['running', 'pending'].includes(ClientStatus);
  while ((await ask('/allocations')).some(isAlive) && Date.now() < end) {
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
