import type {
  Workload,
  WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useRef, useState } from 'react';
import { workloadsApiRef } from '../api';
import { useWorkloadSignals } from './useWorkloadSignals';

/** No array has more tasks. */
const MAX_TASKS = 200;

const indexOf = ({ group }: Workload) => group?.index ?? 0;

/** The arrays that a person has opened, and their tasks in order, kept true by signals. */
export function useOpenGroups() {
  const api = useApi(workloadsApiRef);
  const [groups, setGroups] = useState<Record<string, Workload[]>>({});
  const [error, setError] = useState<unknown>();
  const latest = useRef(groups);
  latest.current = groups;

  const read = useCallback(
    async (group: string) => {
      setError(undefined);
      try {
        const { items } = await api.list({ group, limit: MAX_TASKS });
        const tasks = items.sort((a, b) => indexOf(a) - indexOf(b));
        // It may have been closed in the meantime.
        setGroups(before =>
          before[group] ? { ...before, [group]: tasks } : before,
        );
      } catch (failure) {
        setError(failure);
      }
    },
    [api],
  );

  const toggle = useCallback(
    (group: string) => {
      const { [group]: tasks, ...others } = latest.current;
      setGroups(tasks ? others : { ...others, [group]: [] });
      if (!tasks) read(group);
    },
    [read],
  );

  const apply = useCallback(
    (signal: WorkloadSignal) =>
      setGroups(before =>
        Object.fromEntries(
          Object.entries(before).map(([id, tasks]) => [
            id,
            tasks.flatMap(task => after(task, signal)),
          ]),
        ),
      ),
    [],
  );
  useWorkloadSignals({
    onSignal: apply,
    onMayHaveMissed: () => Object.keys(latest.current).forEach(read),
  });

  return { groups, error, toggle, apply };
}

function after(task: Workload, signal: WorkloadSignal): Workload[] {
  if (signal.kind === 'deleted') return task.id === signal.id ? [] : [task];
  const { workload } = signal;
  const isNews =
    workload.id === task.id && workload.changedAt >= task.changedAt;
  return [isNews ? workload : task];
}
