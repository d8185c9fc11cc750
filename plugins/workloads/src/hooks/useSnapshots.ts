import {
  SNAPSHOTS_CHANNEL,
  type Snapshot,
  type SnapshotList,
  type SnapshotSignal,
} from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { workloadsApiRef } from '../api';
import { useSignals } from './useWorkloadSignals';

/** The person's snapshots and what others share with them, newest first, kept true by signals. */
export function useSnapshots() {
  const api = useApi(workloadsApiRef);
  const [list, setList] = useState<SnapshotList>();
  const [error, setError] = useState<unknown>();
  const turn = useRef(0);

  const load = useCallback(async () => {
    const mine = ++turn.current;
    setError(undefined);
    try {
      const found = await api.snapshots({ whose: 'all' });
      if (mine === turn.current) setList(found);
    } catch (failure) {
      if (mine === turn.current) setError(failure);
    }
  }, [api]);

  useEffect(() => {
    load();
    const turns = turn;
    return () => {
      turns.current++;
    };
  }, [load]);

  const onSignal = (signal: SnapshotSignal) => {
    // What is left of the limits is another after these.
    const isSaving =
      signal.kind === 'changed' && signal.snapshot.state === 'saving';
    if (!isSaving) load();
    setList(before => before && withSignal(before, signal));
  };
  useSignals(SNAPSHOTS_CHANNEL, { onSignal, onMayHaveMissed: load });

  const remove = async (snapshot: Snapshot) => {
    try {
      await api.deleteSnapshot(snapshot.id);
      await load();
    } catch (failure) {
      setError(failure);
    }
  };
  return { list, error, load, remove };
}

function withSignal(before: SnapshotList, signal: SnapshotSignal) {
  const { items } = before;
  if (signal.kind === 'deleted') {
    return { ...before, items: items.filter(({ id }) => id !== signal.id) };
  }
  const { snapshot } = signal;
  const isKnown = items.some(({ id }) => id === snapshot.id);
  const after = isKnown
    ? items.map(each => (each.id === snapshot.id ? snapshot : each))
    : [snapshot, ...items];
  return { ...before, items: after };
}
