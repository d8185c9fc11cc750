import {
  noticeKindOf,
  type NoticeInbox,
  type WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { workloadsApiRef } from '../api';
import { useWorkloadSignals } from './useWorkloadSignals';

/** Dispatched on `window` when notices were read: the bell counts anew. */
const READ_EVENT = 'astrolabe:notices-read';

/** Changes come in bursts. */
const PAUSE_MS = 500;

/** What the person was told of workloads, kept true by signals. */
export function useInbox() {
  const api = useApi(workloadsApiRef);
  const [inbox, setInbox] = useState<NoticeInbox>();
  const [error, setError] = useState<unknown>();
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const load = useCallback(async () => {
    const mine = ++turn.current;
    try {
      const found = await api.inbox();
      if (mine !== turn.current) return;
      setInbox(found);
      setError(undefined);
    } catch (failure) {
      if (mine === turn.current) setError(failure);
    }
  }, [api]);

  useEffect(() => {
    load();
    window.addEventListener(READ_EVENT, load);
    const turns = turn;
    return () => {
      window.removeEventListener(READ_EVENT, load);
      clearTimeout(timer.current);
      turns.current++;
    };
  }, [load]);

  const loadSoon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(load, PAUSE_MS);
  };
  useWorkloadSignals({
    onSignal: signal => mayBeNews(signal) && loadSoon(),
    onMayHaveMissed: load,
  });

  const markRead = useCallback(
    async (until: string) => {
      await api.readNotices(until);
      window.dispatchEvent(new Event(READ_EVENT));
    },
    [api],
  );

  return { inbox, error, load, markRead };
}

function mayBeNews(signal: WorkloadSignal): boolean {
  if (signal.kind === 'deleted') return true;
  const { workload } = signal;
  const isIdle = workload.idle !== undefined || workload.reason.code === 'idle';
  return isIdle || noticeKindOf(workload) !== undefined;
}
