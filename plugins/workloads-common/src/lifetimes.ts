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
    /** What it has left is kept when it has ended, for when its site removes its files. */
    keepsArtefacts: boolean;
    /** Launched with one press, by what its form says already; its page opens by itself. */
    isOneClick: boolean;
    /** It goes on by itself, so that it may lie there and be forgotten. */
    canIdle: boolean;
    /** Longest life, whatever the manifest and the tier say. */
    mostSeconds?: number;
    /** Must do without. */
    noGpus?: boolean;
    /** It runs at the inference clusters of its community, where that names some. */
    infers?: boolean;
  }
> = {
  service: {
    purpose: 'interactive',
    takesParameters: false,
    keepsArtefacts: false,
    isOneClick: false,
    canIdle: true,
  },
  'on-demand': {
    purpose: 'interactive',
    takesParameters: false,
    keepsArtefacts: false,
    isOneClick: false,
    canIdle: true,
    infers: true,
  },
  batch: {
    purpose: 'batch',
    takesParameters: true,
    keepsArtefacts: true,
    isOneClick: false,
    canIdle: false,
  },
  try: {
    purpose: 'try',
    takesParameters: false,
    keepsArtefacts: false,
    isOneClick: true,
    canIdle: false,
    mostSeconds: 600,
    noGpus: true,
  },
};

/** @public */
export const lifetimeKinds = Object.keys(lifetimes) as LifetimeKind[];

/** @public */
export function kindsFor(purpose: Purpose): LifetimeKind[] {
  return lifetimeKinds.filter(kind => lifetimes[kind].purpose === purpose);
}
