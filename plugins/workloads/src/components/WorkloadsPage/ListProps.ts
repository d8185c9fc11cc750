import type { Workload } from '@astrolabe/plugin-workloads-common';
import type { Change, GroupChange } from '../../hooks/useWorkloadActions';

/** A line of the list: a workload, a whole array, or a task of one. */
export interface ListRow {
  id: string;
  /** The one that stands for all, of an array. */
  workload: Workload;
  /** Of a whole array: whether its tasks are shown below it. */
  array?: { isOpen: boolean };
  isTask: boolean;
}

/** What table and cards show, and what they let a person do. */
export interface ListProps {
  rows: ListRow[];
  /** By entity ref; a name has to do for those that are not there. */
  assetTitles: Record<string, string | undefined>;
  /** By id; none where its person is in one community alone. */
  communityTitles: Record<string, string | undefined>;
  onOpen(workload: Workload, endpoint: string): void;
  onChange(action: Change, workload: Workload): void;
  onChangeGroup(action: GroupChange, workload: Workload): void;
  /** Shows or hides the tasks of an array. */
  onToggle(groupId: string): void;
}
