import type {
  AssetsService,
  CheckedModules,
} from '@astrolabe/plugin-assets-node';
import type { LimitTable } from '@astrolabe/plugin-communities-common';
import type { WorkloadEnricher } from '@astrolabe/plugin-workloads-node';
import {
  chosenStorages,
  lifetimes,
  narrowForm,
  offerStorages,
  type FormSchema,
  type FormValues,
  type LaunchRequest,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import type { UserInfoService } from '@backstage/backend-plugin-api';
import type { Storages } from '../enrichers/storage';
import { beginWith, type SnapshotSource } from './beginWith';
import { enrich } from './enrich';
import { fillForm } from './fillForm';
import { findLaunchable, type Launchable } from './findLaunchable';
import { findLauncher } from './findPerson';
import { limitResources } from './limitResources';
import { specsOf } from './parameters';
import { renderLaunch } from './renderLaunch';
import type { Person, UserOptions } from './types';

/** What the line of a launch stands on. */
export interface LaunchParts extends SnapshotSource {
  assets: AssetsService;
  checked: CheckedModules;
  enrichers: readonly WorkloadEnricher[];
  /** What the room adds itself, at last. */
  sideTasks: readonly WorkloadEnricher[];
  storages: Storages;
  userInfo: UserInfoService;
  /** Tiers and quotas, as they are at present. */
  limits(): LimitTable;
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

/** Where it may run: of what its manifest allows, what the person's community does. */
function placeFor(
  { holders, wishes }: Person,
  { lifetime, placement: wished = {} }: WorkloadSpec,
): WorkloadSpec['placement'] {
  const { infers } = lifetimes[lifetime.kind];
  const own = (infers && wishes.inferenceClusters) || wishes.sites;
  const only = own ?? wished.sites;
  const sites = only?.filter(id => wished.sites?.includes(id) ?? true);
  const { namespaces } = wishes;
  return {
    holders,
    ...(sites && { sites }),
    ...(namespaces && { namespaces }),
  };
}

/** A form, with what this person may fill in. */
async function formFor(
  form: FormSchema,
  { ref, limits, wishes }: Person,
  storages: Storages,
): Promise<FormSchema> {
  const accounts = await storages.list(ref);
  return offerStorages(
    narrowForm(form, limits),
    accounts.map(({ id, title, ownerRef }) => ({
      id,
      ...(ownerRef && { title: titleOf(title, ownerRef) }),
    })),
    wishes.storage?.account,
  );
}

/** Of somebody else's: whose it is, too. */
function titleOf(title: string = '', ownerRef: string): string {
  return `${title} (${ownerRef.slice(ownerRef.lastIndexOf('/') + 1)})`;
}

/** The line from a request to something that could run. */
export async function beginLaunch(
  parts: LaunchParts,
  request: Pick<LaunchRequest, 'entityRef' | 'variant' | 'community'>,
  options: UserOptions,
): Promise<BegunLaunch> {
  const person = await findLauncher(parts, options, request.community);
  const launchable = await findLaunchable(parts.assets, request, options);
  const form = launchable.manifest.form as FormSchema;
  return {
    person,
    launchable,
    form: await formFor(form, person, parts.storages),
  };
}

/** The rest of the line, from what was filled in. */
export async function finishLaunch(
  { enrichers, sideTasks, snapshots, shares, storages }: LaunchParts,
  begun: BegunLaunch,
  request: LaunchRequest,
): Promise<Prepared> {
  const { person, launchable, form } = begun;
  const unnarrowed = launchable.manifest.form as FormSchema;
  const chosen = chosenStorages(unnarrowed, request.values);
  await storages.assertSaid(person.ref, chosen);
  const values = fillForm(form, request.values);
  const rendered = renderLaunch(launchable, values, person);
  const context = {
    ownerRef: person.ref,
    entityRef: launchable.asset.entityRef,
    community: person.community,
  };
  const enriched = await enrich(rendered, enrichers, context);
  // Here, so that what other rooms add is held to the limits too, and side tasks take nothing of them.
  const limited = limitResources(enriched, person);
  const whole = await beginWith(limited, request, {
    ...{ snapshots, shares, person },
  });
  const placement = placeFor(person, whole);
  const spec = await enrich({ ...whole, placement }, sideTasks, context);
  return { ...begun, values, specs: specsOf(spec, request) };
}
