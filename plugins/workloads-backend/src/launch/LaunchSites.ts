import type { LoggerService } from '@backstage/backend-plugin-api';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import {
  because,
  type Capacity,
  type PlannedSite,
  type SitePlace,
  type SitePlan,
  type SiteVerdict,
  type WorkloadReason,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import { inTime } from '../inTime';

type KnownSite = Pick<SitePlan, 'siteId' | 'title'>;

/** What an engine said of its sites, or why it said nothing. */
interface Answer<T> {
  engine: WorkloadEngine;
  sites: T[];
  silence?: WorkloadReason;
}

/** Of the patience with an engine that answers, for one that did not the last time. */
const SILENT_SHARE = 0.1;

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

  /** Engines that have not answered since they were last asked. */
  readonly #silent = new Set<string>();
  readonly #places: ReadonlyMap<string, SitePlace>;
  readonly #logger: LoggerService;
  /** Ids of sites that two engines have, once they were told of. */
  readonly #disputed = new Set<string>();

  /** @param engines - in the order in which they are preferred */
  constructor(
    engines: readonly WorkloadEngine[],
    {
      seconds,
      places,
      logger,
    }: {
      seconds: number;
      places: ReadonlyMap<string, SitePlace>;
      logger: LoggerService;
    },
  ) {
    this.#engines = engines;
    this.#patienceSeconds = seconds;
    this.#places = places;
    this.#logger = logger;
  }

  /** What each site says to a workload, the best one first, among equals the preferred engine's. */
  async plan(spec: WorkloadSpec): Promise<PlannedSite[]> {
    const only = spec.placement?.sites;
    const answers = await this.#askAll(engine => engine.plan(spec));
    return answers
      .flatMap(answer => {
        const { engine, sites, silence } = answer;
        return this.#ownOf(
          engine,
          silence ? this.#unknown(answer, silence) : sites,
        );
      })
      .filter(({ siteId }) => !only || !siteId || only.includes(siteId))
      .sort((one, other) => rank[one.verdict] - rank[other.verdict]);
  }

  async capacity(): Promise<Capacity> {
    const answers = await this.#askAll(engine => engine.capacity());
    return {
      items: answers
        .flatMap(({ engine, sites }) => this.#ownOf(engine, sites))
        .map(site => ({ ...site, place: this.#places.get(site.siteId) })),
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

  /** A site's id leads to one engine: the preferred one that has it. */
  #ownOf<T extends { siteId?: string }>(engine: WorkloadEngine, sites: T[]) {
    const before = this.#engines.slice(0, this.#engines.indexOf(engine));
    return sites.filter(({ siteId }) => {
      const other = before.find(({ id }) =>
        this.#known.get(id)?.some(site => site.siteId === siteId),
      );
      if (siteId && other) this.#tell(siteId, { engine, other });
      return !other;
    });
  }

  #tell(
    siteId: string,
    { engine, other }: { engine: WorkloadEngine; other: WorkloadEngine },
  ): void {
    if (this.#disputed.has(siteId)) return;
    this.#disputed.add(siteId);
    this.#logger.error(
      `The engines '${other.id}' and '${engine.id}' both have a site '${siteId}': that of '${engine.id}' gets nothing until one of them has another id`,
    );
  }

  #askAll<T extends KnownSite>(
    ask: (engine: WorkloadEngine) => Promise<T[]>,
  ): Promise<Answer<T>[]> {
    return Promise.all(
      this.#engines.map(async engine => {
        try {
          const sites = this.#remembered(engine, ask);
          return { engine, sites: await this.#inTime(engine, sites) };
        } catch (error) {
          this.#silent.add(engine.id);
          return { engine, sites: [], silence: silenceOf(engine, error) };
        }
      }),
    );
  }

  /** An answer that comes too late counts the next time. */
  async #remembered<T extends KnownSite>(
    engine: WorkloadEngine,
    ask: (engine: WorkloadEngine) => Promise<T[]>,
  ): Promise<T[]> {
    const sites = await ask(engine);
    this.#silent.delete(engine.id);
    this.#known.set(
      engine.id,
      sites.map(({ siteId, title }) => ({ siteId, title })),
    );
    return sites;
  }

  /** Nobody who fills in a form waits each time anew for what is away. */
  #inTime<T>({ id }: WorkloadEngine, answer: Promise<T>): Promise<T> {
    const isSilent = this.#silent.has(id);
    const seconds = this.#patienceSeconds;
    const wait = isSilent ? seconds * SILENT_SHARE : seconds;
    const said = isSilent ? 'Still no answer' : `No answer in ${seconds} s`;
    return inTime(answer, wait * 1000, said);
  }
}

function silenceOf({ id }: WorkloadEngine, error: unknown): WorkloadReason {
  return {
    ...because('engine-unreachable.planning', { engine: id }),
    evidence: (error as Error).message,
  };
}
