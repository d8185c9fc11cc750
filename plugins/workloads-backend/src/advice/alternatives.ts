import {
  amountsOf,
  hardwareFields,
  type FieldChange,
  type FormSchema,
  type FormValues,
  type HardwareField,
  type SiteCapacity,
} from '@astrolabe/plugin-workloads-common';

/** Each is asked of every site. */
const MOST = 11;

/** Parts of a unit that a person would type, where the form allows fractions. */
const FRACTION = 0.25;

/** A field that says how much, and what could be asked of it instead, the likeliest first. */
interface Lowered {
  from: number;
  path: string;
  steps: number[];
  /** Whether a site has less of it free. */
  isShort: boolean;
}

const each = (changes: FieldChange[]) => changes.map(change => [change]);
const first = (field: Lowered) => stepsTo(field, field.steps.slice(0, 1));
const last = (field: Lowered) => stepsTo(field, field.steps.slice(-1));
const between = (field: Lowered) => stepsTo(field, field.steps.slice(1, -1));

/**
 * What to try where a request cannot start: less of each thing that its form
 * asks for, other GPUs, and less of several things. The likeliest come first;
 * there are few.
 */
export function makeAlternatives(
  form: FormSchema,
  values: FormValues,
  sites: SiteCapacity[],
): FieldChange[][] {
  const fields = hardwareFields(form);
  const all = fields
    .flatMap(field => lower(field, values, sites))
    .filter(({ steps }) => steps.length > 0)
    .sort((one, other) => Number(other.isShort) - Number(one.isShort));
  const short = all.filter(({ isShort }) => isShort);
  const alternatives = [
    ...each(all.flatMap(first)),
    ...each(fields.flatMap(field => otherModels(field, values, sites))),
    short.flatMap(first),
    all.flatMap(last),
    ...each(all.flatMap(last)),
    ...each(all.flatMap(between)),
  ];
  return distinct(alternatives.filter(({ length }) => length > 0)).slice(
    0,
    MOST,
  );
}

function stepsTo({ path, from }: Lowered, steps: number[]): FieldChange[] {
  return steps.map(to => ({ path, from, to }));
}

/** To what is free somewhere, to half, to the least. */
function lower(
  { resource, path, field, unit }: HardwareField,
  values: FormValues,
  sites: SiteCapacity[],
): Lowered[] {
  const from = valueAt(values, path);
  if (resource === 'gpuModel' || typeof from !== 'number') return [];
  const step = Number(
    field.multipleOf ?? (field.type === 'integer' ? 1 : FRACTION),
  );
  const { minimum = 0 } = field;
  const whole = (amount: number) =>
    Math.max(minimum, Math.floor(amount / step) * step);
  const free = sites
    .map(site => amountsOf(site.free)[resource] / unit)
    .filter(amount => amount < from)
    .sort((one, other) => other - one);
  const fitting = free.map(whole).filter(amount => amount > minimum);
  const steps = [...fitting, whole(from / 2), minimum].filter(to => to < from);
  return [{ path, from, steps: [...new Set(steps)], isShort: free.length > 0 }];
}

/** Any, and each model that a site has, the one with most of it free first. */
function otherModels(
  { resource, path }: HardwareField,
  values: FormValues,
  sites: SiteCapacity[],
): FieldChange[] {
  if (resource !== 'gpuModel') return [];
  const from = valueAt(values, path) ?? null;
  const models = sites
    .flatMap(({ gpuModels = [] }) => gpuModels)
    .filter(({ eligible }) => eligible > 0)
    .sort((one, other) => other.free - one.free)
    .map(({ model }) => model);
  return [...new Set([null, ...models])]
    .filter(to => to !== from)
    .map(to => ({ path, from, to }));
}

/** What a field of a form holds. */
export function valueAt(values: FormValues, path: string): unknown {
  const [group, name] = path.split('.');
  return values[group]?.[name];
}

function distinct<T>(items: T[]): T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}
