import type {
  Workload,
  WorkloadDetail,
  WorkloadEvent,
  WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { workloadsApiRef } from '../api';
import { useWorkloadSignals } from './useWorkloadSignals';

interface Seen {
  workload: WorkloadDetail;
  events: WorkloadEvent[];
}

/** One workload with its time line, kept true by signals. */
export function useWorkload(id: string) {
  const api = useApi(workloadsApiRef);
  const [seen, setSeen] = useState<Seen>();
  const [error, setError] = useState<unknown>();
  const [isDeleted, setDeleted] = useState(false);
  const turn = useRef(0);
  const isShared = useRef(false);
  /** What was told last: an answer that comes later may have been made before. */
  const told = useRef<Workload>();
  isShared.current = Boolean(seen?.workload.shared);

  const load = useCallback(async () => {
    const mine = ++turn.current;
    setError(undefined);
    try {
      const [workload, events] = await Promise.all([
        api.get(id),
        api.events(id),
      ]);
      if (mine !== turn.current) return;
      const isLater =
        told.current && told.current.changedAt > workload.changedAt;
      const answer = { workload, events };
      setSeen(isLater ? withChange(answer, told.current!) : answer);
    } catch (failure) {
      if (mine === turn.current) setError(failure);
    }
  }, [api, id]);

  useEffect(() => {
    setSeen(undefined);
    setDeleted(false);
    told.current = undefined;
    load();
    const turns = turn;
    return () => {
      turns.current++;
    };
  }, [load]);

  const apply = useCallback(
    (signal: WorkloadSignal) => {
      if (signal.kind === 'deleted') {
        if (signal.id !== id) return;
        // What another shared is there still, maybe: the portal says what it is to us.
        if (isShared.current) {
          setSeen(undefined);
          load();
        } else setDeleted(true);
      } else if (signal.workload.id === id) {
        told.current = signal.workload;
        setSeen(before => before && withChange(before, signal.workload));
      }
    },
    [id, load],
  );
  const isLive = useWorkloadSignals({ onSignal: apply, onMayHaveMissed: load });

  return {
    workload: seen?.workload,
    events: seen?.events ?? [],
    error,
    isDeleted,
    isLive,
    load,
    apply,
  };
}

function withChange(before: Seen, workload: Workload): Seen {
  if (workload.changedAt < before.workload.changedAt) return before;
  const { request } = before.workload;
  return {
    // What was asked never changes, and no signal says it.
    workload: { ...workload, request },
    events: withEvent(before.events, workload),
  };
}

/** The time line with what a signal told; progress renews the last line. */
export function withEvent(
  events: WorkloadEvent[],
  { changedAt: at, state, reason }: Workload,
): WorkloadEvent[] {
  const last = events.at(-1);
  if (last?.state !== state || last.reason.code !== reason.code) {
    return [...events, { at, state, reason }];
  }
  return [...events.slice(0, -1), { at: last.at, state, reason }];
}
