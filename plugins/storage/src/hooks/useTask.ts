import type { StorageTask } from '@astrolabe/plugin-storage-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { storageApiRef } from '../api';

const POLL_MS = 1000;

/** A move, a copy or a deletion, followed until it has ended. */
export function useTask(onEnded: () => void) {
  const api = useApi(storageApiRef);
  const [task, setTask] = useState<StorageTask>();
  const [error, setError] = useState<unknown>();

  const follow = async (begun: Promise<StorageTask>) => {
    setError(undefined);
    try {
      let now = await begun;
      while (now.state === 'running') {
        setTask(now);
        await new Promise(resolve => {
          setTimeout(resolve, POLL_MS);
        });
        now = await api.task(now.id);
      }
      if (now.error) setError(now.error);
    } catch (failure) {
      setError(failure);
    } finally {
      setTask(undefined);
      onEnded();
    }
  };
  const cancel = () => task && api.cancelTask(task.id).catch(setError);
  return { task, error, follow, cancel };
}

export type TaskView = ReturnType<typeof useTask>;
