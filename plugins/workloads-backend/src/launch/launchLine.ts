import type { AssetsService } from '@astrolabe/plugin-assets-node';
import type {
  LaunchRequest,
  SitePlan,
  WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import type {
  WorkloadEngine,
  WorkloadEnricher,
} from '@astrolabe/plugin-workloads-node';
import type { TierLimits } from '@astrolabe/plugin-communities-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { checkValues } from './checkValues';
import { enrich } from './enrich';
import { getOffer, type Offer } from './getOffer';
import { limitLifetime } from './limitLifetime';
import { place } from './place';
import { render } from './render';

export type { Offer } from './getOffer';

/** On whose behalf a launch is made, and how much they may ask. */
export interface Launcher {
  credentials: BackstageCredentials;
  userRef: string;
  limits: TierLimits;
}

/** The straight line from what a person filled in to what an engine can run. */
export interface LaunchLine {
  offer(entityRef: string, launcher: Launcher): Promise<Offer>;
  /** offer → check values → render → enrich → limit. */
  prepare(request: LaunchRequest, launcher: Launcher): Promise<WorkloadSpec>;
  /** Sites that can run it, the best first. */
  plan(spec: WorkloadSpec): Promise<SitePlan[]>;
  /** The best site; refused when there is none. */
  place(spec: WorkloadSpec): Promise<SitePlan>;
}

export function createLaunchLine(options: {
  assets: AssetsService;
  engine: WorkloadEngine;
  enrichers: WorkloadEnricher[];
}): LaunchLine {
  const { assets, engine, enrichers } = options;
  return {
    offer: (entityRef, launcher) => getOffer(assets, entityRef, launcher),
    async prepare(request, launcher) {
      const offer = await getOffer(assets, request.entityRef, launcher);
      checkValues(offer, request.values);
      const rendered = render(offer, request.values, launcher);
      const enriched = await enrich(rendered, enrichers, {
        ownerRef: launcher.userRef,
        entityRef: request.entityRef,
      });
      return limitLifetime(enriched, launcher.limits);
    },
    plan: spec => engine.plan(spec),
    place: async spec => place(await engine.plan(spec)),
  };
}
