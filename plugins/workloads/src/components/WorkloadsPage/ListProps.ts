import type { Workload } from '@astrolabe/plugin-workloads-common';
import type { Change } from '../../hooks/useWorkloadActions';

/** What table and cards show, and what they let a person do. */
export interface ListProps {
  workloads: Workload[];
  /** By entity ref; a name has to do for those that are not there. */
  assetTitles: Record<string, string | undefined>;
  onOpen(workload: Workload, endpoint: string): void;
  onChange(action: Change, workload: Workload): void;
}
