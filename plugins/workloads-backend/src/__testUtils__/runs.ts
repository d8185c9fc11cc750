import { nothing, type Amounts } from '@astrolabe/plugin-workloads-common';
import type { EndedRun, Run, RunningRun, SiteNow } from '../queue';

/** A run that needs one GPU, or whatever is said. */
export function aRun(
  id: string,
  needs: Partial<Amounts> = { gpuCount: 1 },
): Run {
  return {
    id,
    entityRef: 'aimodule:default/corals',
    kind: 'batch',
    needs: { ...nothing, ...needs },
  };
}

export function aRunningRun(
  id: string,
  { heldSeconds = 0, ...more }: Partial<RunningRun> = {},
): RunningRun {
  return { ...aRun(id), heldSeconds, ...more };
}

/** Ended runs that held their GPU so long. */
export function endedRuns(...seconds: number[]): EndedRun[] {
  return seconds.map(heldSeconds => ({
    entityRef: 'aimodule:default/corals',
    kind: 'batch',
    usesGpu: true,
    heldSeconds,
    isCut: false,
  }));
}

/** A site of so many GPUs, and nothing else that anyone needs. */
export function aSite(
  gpuCount: number,
  site: Partial<Omit<SiteNow, 'capacity'>>,
): SiteNow {
  const capacity = {
    cpuCores: 1e3,
    memoryBytes: 1e12,
    diskBytes: 1e12,
    gpuCount,
  };
  return { capacity, running: [], waiting: [], isInOrder: false, ...site };
}
