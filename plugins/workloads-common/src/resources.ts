import type {
  WorkloadResources,
  WorkloadSpec,
  WorkloadTask,
} from './generated/workload';

// Imports nothing but types: the supervisor of the local engine loads this file as it is.

/** Resources as plain numbers, for sums and comparisons. @public */
export interface Amounts {
  cpuCores: number;
  memoryBytes: number;
  diskBytes: number;
  gpuCount: number;
}

/** @public */
export const nothing: Amounts = {
  cpuCores: 0,
  memoryBytes: 0,
  diskBytes: 0,
  gpuCount: 0,
};

const keys = Object.keys(nothing) as (keyof Amounts)[];

/**
 * What a workload holds while it runs: the main task and those beside and
 * around it together, or one that runs before or after, where that needs more.
 *
 * @public
 */
export function requirementsOf({ tasks }: WorkloadSpec): Amounts {
  const together = tasks
    .filter(({ role }) => !isAlone(role))
    .map(task => amountsOf(task.resources))
    .reduce(add, nothing);
  return tasks
    .filter(({ role }) => isAlone(role))
    .map(task => amountsOf(task.resources))
    .reduce((one, other) => combine(one, other, Math.max), together);
}

/** What runs while the main task does not. */
function isAlone(role: WorkloadTask['role']): boolean {
  return role === 'before' || role === 'after';
}

/** @public */
export function add(one: Amounts, other: Amounts): Amounts {
  return combine(one, other, (a, b) => a + b);
}

/** What is left, never below nothing. @public */
export function subtract(one: Amounts, other: Amounts): Amounts {
  return combine(one, other, (a, b) => Math.max(0, a - b));
}

/** The resources of which there is too little, by name. @public */
export function lacking(wanted: Amounts, free: Amounts): (keyof Amounts)[] {
  return keys.filter(key => wanted[key] > free[key] + 1e-9);
}

/** The same as {@link requirementsOf}, as a workload shows it. @public */
export function resourcesOf(spec: WorkloadSpec): WorkloadResources {
  const { gpu, ...rest } = toResources(requirementsOf(spec));
  if (!gpu) return rest;
  const model = spec.tasks.find(task => task.resources.gpu?.model);
  return { ...rest, gpu: { ...model?.resources.gpu, count: gpu.count } };
}

/** @public */
export function toResources(amounts: Amounts): WorkloadResources {
  const { gpuCount, ...rest } = amounts;
  return gpuCount > 0 ? { ...rest, gpu: { count: gpuCount } } : rest;
}

const MEBIBYTE = 1024 ** 2;
const GIBIBYTE = 1024 ** 3;

const words: Record<keyof Amounts, (amount: number) => string> = {
  cpuCores: amount => counted(round(amount), 'core'),
  memoryBytes: amount => `${bytes(amount)} of memory`,
  diskBytes: amount => `${bytes(amount)} of disk`,
  gpuCount: amount => counted(amount, 'GPU'),
};

/** Amounts in words: `2 cores, 1.5 GiB of memory`. @public */
export function inWords(amounts: Partial<Amounts>): string {
  return keys
    .flatMap(key =>
      amounts[key] === undefined ? [] : words[key](amounts[key]),
    )
    .join(', ');
}

/** Some of the amounts, by name. @public */
export function only(
  amounts: Amounts,
  which: (keyof Amounts)[],
): Partial<Amounts> {
  return Object.fromEntries(which.map(key => [key, amounts[key]]));
}

function counted(amount: number, thing: string): string {
  return `${amount} ${thing}${amount === 1 ? '' : 's'}`;
}

/** Whole MiB. @public */
export function mebibytes(amount: number): number {
  return Math.round(amount / MEBIBYTE);
}

function bytes(amount: number): string {
  return amount < GIBIBYTE
    ? `${mebibytes(amount)} MiB`
    : `${round(amount / GIBIBYTE)} GiB`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The opposite of {@link toResources}. @public */
export function amountsOf({ gpu, ...rest }: WorkloadResources): Amounts {
  return { ...rest, gpuCount: gpu?.count ?? 0 };
}

function combine(
  one: Amounts,
  other: Amounts,
  how: (a: number, b: number) => number,
): Amounts {
  return {
    cpuCores: how(one.cpuCores, other.cpuCores),
    memoryBytes: how(one.memoryBytes, other.memoryBytes),
    diskBytes: how(one.diskBytes, other.diskBytes),
    gpuCount: how(one.gpuCount, other.gpuCount),
  };
}
