import type {
  Snapshot,
  SnapshotSize,
  Workload,
} from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { workloadsApiRef } from '../api';

/** How large a snapshot of a workload would be, measured once it is asked for, and taking it. */
export function useTakeSnapshot({ id }: Workload, isAsked: boolean) {
  const api = useApi(workloadsApiRef);
  const [size, setSize] = useState<SnapshotSize>();
  const [taken, setTaken] = useState<Snapshot>();
  const [error, setError] = useState<unknown>();
  const [isTaking, setTaking] = useState(false);
  const turn = useRef(0);

  const measure = useCallback(async () => {
    const mine = ++turn.current;
    setSize(undefined);
    setError(undefined);
    try {
      const found = await api.measureSnapshot(id);
      if (mine === turn.current) setSize(found);
    } catch (failure) {
      if (mine === turn.current) setError(failure);
    }
  }, [api, id]);

  useEffect(() => {
    if (!isAsked) return undefined;
    measure();
    const turns = turn;
    return () => {
      turns.current++;
    };
  }, [isAsked, measure]);

  const take = async (title: string) => {
    if (isTaking) return;
    setTaking(true);
    setError(undefined);
    try {
      setTaken(await api.takeSnapshot(id, title.trim() || undefined));
    } catch (failure) {
      setError(failure);
    } finally {
      setTaking(false);
    }
  };
  return { size, taken, error, isTaking, measure, take };
}
