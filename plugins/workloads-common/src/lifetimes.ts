import type { WorkloadLifetime } from './generated/workload';

/** What people launch something for; lists have one tab for each. @public */
export const purposes = ['interactive', 'batch', 'try'] as const;

/** @public */
export type Purpose = (typeof purposes)[number];

/** @public */
export type LifetimeKind = WorkloadLifetime['kind'];

/** What kinds of lifetime there are, and what follows from each. @public */
export const lifetimes: Record<
  LifetimeKind,
  {
    purpose: Purpose;
    /** It may be given parameters, and be launched as an array. */
    takesParameters: boolean;
  }
> = {
  service: { purpose: 'interactive', takesParameters: false },
  'on-demand': { purpose: 'interactive', takesParameters: false },
  batch: { purpose: 'batch', takesParameters: true },
  try: { purpose: 'try', takesParameters: false },
};

/** @public */
export const lifetimeKinds = Object.keys(lifetimes) as LifetimeKind[];

/** @public */
export function kindsFor(purpose: Purpose): LifetimeKind[] {
  return lifetimeKinds.filter(kind => lifetimes[kind].purpose === purpose);
}
