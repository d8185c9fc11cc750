import type { LimitTable } from '@astrolabe/plugin-communities-common';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import type {
  EnrichContext,
  WorkloadEnricher,
} from '@astrolabe/plugin-workloads-node';

/** The variable that MLflow's clients read. */
const VARIABLE = 'MLFLOW_TRACKING_URI';

/** Tells programs where the tracking server of their community is; what a manifest says goes before. */
export class TrackingEnricher implements WorkloadEnricher {
  readonly id = 'tracking';
  readonly #limits: () => LimitTable;

  /** @param limits - as they are at present */
  constructor(limits: () => LimitTable) {
    this.#limits = limits;
  }

  async enrich(
    spec: WorkloadSpec,
    { community }: EnrichContext,
  ): Promise<WorkloadSpec> {
    const { communities } = this.#limits();
    const { tracking } = communities.find(({ id }) => id === community) ?? {};
    if (!tracking) return spec;
    const tasks = spec.tasks.map(task => ({
      ...task,
      env: { [VARIABLE]: tracking.url, ...task.env },
    }));
    return { ...spec, tasks };
  }
}
