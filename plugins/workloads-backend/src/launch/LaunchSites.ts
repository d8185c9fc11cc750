import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import type {
  Capacity,
  PlannedSite,
  SitePlan,
  SiteVerdict,
  WorkloadReason,
  WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';

type KnownSite = Pick<SitePlan, 'siteId' | 'title'>;

/** What an engine said of its sites, or why it said nothing. */
interface Answer<T> {
  engine: WorkloadEngine;
  sites: T[];
  silence?: WorkloadReason;
}

const rank: Record<SiteVerdict, number> = {
  now: 0,
  later: 1,
  never: 2,
  unknown: 3,
};

/**
 * The sites of all engines that take new workloads. Engines are asked at the
 * same time, and one that does not answer is told like any other answer: it
 * keeps nobody from the sites of the others.
 */
export class LaunchSites {
  readonly #engines: readonly WorkloadEngine[];
  readonly #patienceSeconds: number;
  /** What each engine had when it last answered: its sites can be named while it is away. */
  readonly #known = new Map<string, KnownSite[]>();

  /** @param engines - in the order in which they are preferred */
  constructor(engines: readonly WorkloadEngine[], patienceSeconds: number) {
    this.#engines = engines;
    this.#patienceSeconds = patienceSeconds;
  }

  /** What each site says to a workload, the best one first, among equals the preferred engine's. */
  async plan(spec: WorkloadSpec): Promise<PlannedSite[]> {
    const only = spec.placement?.sites;
    const answers = await this.#askAll(engine => engine.plan(spec));
    return answers
      .flatMap(answer =>
        answer.silence ? this.#unknown(answer, answer.silence) : answer.sites,
      )
      .filter(({ siteId }) => !only || !siteId || only.includes(siteId))
      .sort((one, other) => rank[one.verdict] - rank[other.verdict]);
  }

  async capacity(): Promise<Capacity> {
    const answers = await this.#askAll(engine => engine.capacity());
    return {
      items: answers.flatMap(({ sites }) => sites),
      unreachable: answers.flatMap(({ engine, silence }) =>
        silence ? [{ engine: engine.id, reason: silence }] : [],
      ),
    };
  }

  #unknown(
    { engine: { id: engine } }: Answer<SitePlan>,
    reason: WorkloadReason,
  ): PlannedSite[] {
    const known: Partial<KnownSite>[] = this.#known.get(engine) ?? [{}];
    return known.map(({ siteId, title = engine }) => ({
      siteId,
      title,
      engine,
      verdict: 'unknown',
      reason,
    }));
  }

  #askAll<T extends KnownSite>(
    ask: (engine: WorkloadEngine) => Promise<T[]>,
  ): Promise<Answer<T>[]> {
    return Promise.all(
      this.#engines.map(async engine => {
        try {
          const sites = this.#remembered(engine, ask);
          return { engine, sites: await this.#inTime(sites) };
        } catch (error) {
          return { engine, sites: [], silence: silenceOf(engine, error) };
        }
      }),
    );
  }

  /** An answer that comes too late is remembered too. */
  async #remembered<T extends KnownSite>(
    engine: WorkloadEngine,
    ask: (engine: WorkloadEngine) => Promise<T[]>,
  ): Promise<T[]> {
    const sites = await ask(engine);
    this.#known.set(
      engine.id,
      sites.map(({ siteId, title }) => ({ siteId, title })),
    );
    return sites;
  }

  async #inTime<T>(answer: Promise<T>): Promise<T> {
    const seconds = this.#patienceSeconds;
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      const error = new Error(`No answer in ${seconds} s`);
      timer = setTimeout(() => reject(error), seconds * 1000);
    });
    try {
      return await Promise.race([answer, tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function silenceOf({ id }: WorkloadEngine, error: unknown): WorkloadReason {
  return {
    code: 'engine-unreachable',
    message: `The engine '${id}' does not answer`,
    evidence: (error as Error).message,
    nextStep: 'Take another site, or try again in a moment.',
  };
}
