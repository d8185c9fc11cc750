import type { WorkloadLifetime, WorkloadResources } from './generated/workload';
import type { LifetimeKind } from './lifetimes';
import type { LaunchVariant } from './manifest';
import type { LaunchArray, Parameters } from './parameters';
import type { QuotaUse } from './quotas';
import type { WorkloadReason } from './reasons';

/** Form values: groups of fields, as the manifest's schema names them. @public */
export type FormValues = Record<string, Record<string, unknown>>;

/** What a person submits. @public */
export interface LaunchRequest {
  /** Entity ref of the module or tool, e.g. `aitool:default/jupyterlab`. */
  entityRef: string;
  values: FormValues;
  /** Where it shall run, even if it has to wait there; without it, the best site. */
  siteId?: string;
  /** The name of the way it is launched, as its form says; without it, the usual one. */
  variant?: string;
  /** Id of the community that it is launched in; without it, the one that is active. */
  community?: string;
  /** Of what ends by itself: variables of its environment. */
  parameters?: Parameters;
  /** Of what ends by itself: several at once. */
  array?: LaunchArray;
  /** The id of one's own snapshot of the same asset, which it begins with. */
  fromSnapshot?: string;
  /** It goes on with each newer commit of its module that has passed the portal's checks. */
  follow?: boolean;
  /** Of a launch alone: values by the names of secrets. Nothing that is recorded or answered has them. */
  secrets?: Record<string, string>;
}

/** A secret whose value may be given with a launch. @public */
export interface LaunchSecret {
  name: string;
  title?: string;
  /** It has to be given. */
  isRequired: boolean;
  /** The secret of the person, or of their community, that it is otherwise. */
  from?: string;
  /** Whether that one can be used. */
  state?: 'ready' | 'missing' | 'expired';
}

/** The launch form of one asset, already narrowed to what the caller may ask. @public */
export interface LaunchForm {
  entityRef: string;
  title: string;
  /** JSON Schema, draft-07: an object of groups. */
  schema: Record<string, unknown>;
  /** Every field that has a default, filled in. */
  defaults: FormValues;
  /** What a person sees of it and of the endpoints, by language, then by the English text. */
  translations?: Record<string, Record<string, string>>;
  /** Which way this is. */
  variant?: string;
  /** How long what it makes lives. */
  kind: LifetimeKind;
  /** All ways, the usual one first. */
  variants: LaunchVariant[];
  /** It can follow its module: go on with newer commits that have passed its checks. */
  canFollow?: boolean;
  /** Those that may be given with the launch. */
  secrets?: LaunchSecret[];
}

/** Whether something can start at a site. @public */
export type PlanVerdict = 'now' | 'later' | 'never';

/** What one site says to a workload, before it is submitted. @public */
export interface SitePlan {
  siteId: string;
  title: string;
  engine: string;
  verdict: PlanVerdict;
  /** Why it is later or never, or what will be done first. */
  reason?: WorkloadReason;
  /** Its place before or behind others there, 1 to 100, where the engine has that. */
  priority?: number;
}

/** `unknown`: the engine does not answer, so nobody can say. @public */
export type SiteVerdict = PlanVerdict | 'unknown';

/** What is known of one site beforehand, whether its engine answers or not. @public */
export interface PlannedSite extends Omit<SitePlan, 'siteId' | 'verdict'> {
  /** Missing where an engine does not answer whose sites are not known yet. */
  siteId?: string;
  verdict: SiteVerdict;
}

/** Where a request would run, best site first. @public */
export interface LaunchPlan {
  sites: PlannedSite[];
  resources: WorkloadResources;
  lifetime: WorkloadLifetime;
  /** What it counts in, and whether there is room; see {@link fitsQuota}. */
  quotas: QuotaUse[];
}
