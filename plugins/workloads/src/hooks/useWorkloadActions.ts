import type {
  Deletion,
  Workload,
  WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useRef, useState } from 'react';
import { workloadsApiRef } from '../api';

/** What a person does to a workload and waits for. */
export type Change = 'stop' | 'restart' | 'delete';

/** What a person does to all of an array. */
export type GroupChange = 'stop' | 'delete';

/**
 * The actions on workloads. What the portal answers is applied like a signal,
 * so that the page is true even where there are none.
 */
export function useWorkloadActions(apply: (signal: WorkloadSignal) => void) {
  const api = useApi(workloadsApiRef);
  const [error, setError] = useState<unknown>();
  const [pending, setPending] = useState<string>();
  const busy = useRef(false);

  /** One at a time: a second press while the first is on its way does nothing. */
  const once = async (name: string, work: () => Promise<void>) => {
    if (busy.current) return;
    busy.current = true;
    setPending(name);
    setError(undefined);
    try {
      await work();
    } catch (failure) {
      setError(failure);
    } finally {
      busy.current = false;
      setPending(undefined);
    }
  };

  const change = (action: Change, workload: Workload, how?: Deletion) =>
    once(action, async () => {
      if (action === 'delete') {
        await api.delete(workload.id, how);
        apply({
          kind: 'changed',
          workload: { ...workload, desired: 'delete', state: 'stopping' },
        });
      } else {
        apply({ kind: 'changed', workload: await api[action](workload.id) });
      }
    });

  const snooze = (workload: Workload, hours: number) =>
    once('snooze', async () =>
      apply({
        kind: 'changed',
        workload: await api.snooze(workload.id, hours),
      }),
    );

  const follow = (workload: Workload, isOn: boolean) =>
    once('follow', async () =>
      apply({ kind: 'changed', workload: await api.follow(workload.id, isOn) }),
    );

  const changeGroup = (action: GroupChange, groupId: string, how?: Deletion) =>
    once(action, () =>
      action === 'stop'
        ? api.stopGroup(groupId)
        : api.deleteGroup(groupId, how),
    );

  /**
   * Opens an endpoint in a new tab. The tab is opened at the press itself, or
   * the browser would block it, and is cut off from this page, because what it
   * shows is not the portal.
   */
  const open = (workload: Workload, endpoint: string) =>
    once('open', async () => {
      const tab = window.open('', '_blank');
      if (tab) tab.opener = null;
      try {
        const { url } = await api.openEndpoint(workload.id, endpoint);
        if (tab) tab.location.replace(url);
        else window.location.assign(url);
      } catch (failure) {
        tab?.close();
        throw failure;
      }
    });

  /** Goes to an endpoint in this tab. */
  const enter = (workload: Workload, endpoint: string) =>
    once('open', async () => {
      const { url } = await api.openEndpoint(workload.id, endpoint);
      window.location.assign(url);
    });

  return {
    change,
    changeGroup,
    snooze,
    follow,
    open,
    enter,
    pending,
    error,
    clearError: () => setError(undefined),
  };
}
