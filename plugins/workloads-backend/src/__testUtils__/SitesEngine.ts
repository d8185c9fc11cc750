import type {
  PlanVerdict,
  SiteCapacity,
  SitePlan,
  WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import { InMemoryWorkloadEngine } from '@astrolabe/plugin-workloads-node/testUtils';

/** An engine of several sites, each of which says what a test wants. */
export class SitesEngine extends InMemoryWorkloadEngine {
  readonly #verdicts: Record<string, PlanVerdict>;

  /** @param verdicts - what each site says, by its id */
  constructor(id: string, verdicts: Record<string, PlanVerdict>) {
    super({ id });
    this.#verdicts = verdicts;
  }

  async plan(spec: WorkloadSpec): Promise<SitePlan[]> {
    await super.plan(spec);
    return Object.entries(this.#verdicts).map(([siteId, verdict]) => ({
      ...this.#named(siteId),
      verdict,
      ...(verdict !== 'now' && {
        reason: {
          code: 'site-unavailable',
          message: `${siteId} says ${verdict}`,
          nextStep: `Ask ${siteId} for less.`,
        },
      }),
    }));
  }

  async capacity(): Promise<SiteCapacity[]> {
    const [{ total, free }] = await super.capacity();
    return Object.keys(this.#verdicts).map(siteId => ({
      ...this.#named(siteId),
      total,
      free,
    }));
  }

  #named(siteId: string) {
    return { siteId, title: `The site ${siteId}`, engine: this.id };
  }
}
