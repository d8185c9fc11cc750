import type { AssetsService } from '@astrolabe/plugin-assets-node';
import type { LimitTable } from '@astrolabe/plugin-communities-common';
import type { WorkloadEnricher } from '@astrolabe/plugin-workloads-node';
import {
  narrowForm,
  type FormSchema,
  type FormValues,
  type LaunchRequest,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import type { UserInfoService } from '@backstage/backend-plugin-api';
import { beginWith, type SnapshotSource } from './beginWith';
import { enrich } from './enrich';
import { fillForm } from './fillForm';
import { findLaunchable, type Launchable } from './findLaunchable';
import { findPerson } from './findPerson';
import { limitResources } from './limitResources';
import { specsOf } from './parameters';
import { renderLaunch } from './renderLaunch';
import type { Person, UserOptions } from './types';

/** What the line of a launch stands on. */
export interface LaunchParts {
  assets: AssetsService;
  enrichers: readonly WorkloadEnricher[];
  userInfo: UserInfoService;
  /** Tiers and quotas. */
  limits: LimitTable;
  snapshots: SnapshotSource;
}

/** Who launches what, whatever they fill in. */
export interface BegunLaunch {
  person: Person;
  launchable: Launchable;
  /** Narrowed to what the person may ask. */
  form: FormSchema;
}

/** Something that could run. */
export interface Prepared extends BegunLaunch {
  /** With all defaults. */
  values: FormValues;
  /** One, or those of an array. */
  specs: WorkloadSpec[];
}

/** The line from a request to something that could run. */
export async function beginLaunch(
  parts: LaunchParts,
  request: LaunchRequest,
  options: UserOptions,
): Promise<BegunLaunch> {
  const person = await findPerson(parts, options);
  const launchable = await findLaunchable(parts.assets, request, options);
  const form = launchable.manifest.form as FormSchema;
  return { person, launchable, form: narrowForm(form, person.limits) };
}

/** The rest of the line, from what was filled in. */
export async function finishLaunch(
  { enrichers, limits, snapshots }: LaunchParts,
  begun: BegunLaunch,
  request: LaunchRequest,
): Promise<Prepared> {
  const { person, launchable, form } = begun;
  const values = fillForm(form, request.values);
  const rendered = renderLaunch(launchable, values, person);
  const enriched = await enrich(rendered, enrichers, {
    ownerRef: person.ref,
    entityRef: launchable.asset.entityRef,
  });
  // Last, so that what other rooms add is held to the limits too.
  const limited = limitResources(enriched, person, limits.tiers);
  const whole = await beginWith(limited, request, {
    snapshots,
    ownerRef: person.ref,
  });
  const placement = { ...whole.placement, holders: person.holders };
  const spec: WorkloadSpec = { ...whole, placement };
  return { ...begun, values, specs: specsOf(spec, request) };
}
