import { joinPath } from '@astrolabe/plugin-storage-common';
import { describeError } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useRef, useState } from 'react';
import { storageApiRef } from '../api';

/** A file on its way, or what became of it. */
export interface Upload {
  id: string;
  name: string;
  bytes: number;
  sentBytes: number;
  state: 'waiting' | 'sending' | 'done' | 'cancelled' | 'exists' | 'failed';
  error?: unknown;
}

interface Order {
  where: { storage: string; path: string };
  file: File;
  overwrite: boolean;
  stopper: AbortController;
}

/** Files that the person has chosen, one after the other. */
export function useUploads(onArrived: () => void) {
  const api = useApi(storageApiRef);
  const [uploads, setUploads] = useState<Upload[]>([]);
  const orders = useRef(new Map<string, Order>());
  const line = useRef<Promise<void>>(Promise.resolve());
  const arrived = useRef(onArrived);
  arrived.current = onArrived;

  const change = useCallback(
    (id: string, news: Partial<Upload>) =>
      setUploads(all =>
        all.map(each => (each.id === id ? { ...each, ...news } : each)),
      ),
    [],
  );

  const send = useCallback(
    async (id: string) => {
      const { where, file, overwrite, stopper } = orders.current.get(id)!;
      const { signal } = stopper;
      if (signal.aborted) return;
      change(id, { state: 'sending', sentBytes: 0 });
      try {
        const onProgress = (sentBytes: number) => change(id, { sentBytes });
        await api.send(where, file, { overwrite, signal, onProgress });
        change(id, { state: 'done', sentBytes: file.size });
        arrived.current();
      } catch (error) {
        change(id, outcomeOf(error, signal));
      }
    },
    [api, change],
  );

  const queue = useCallback(
    (id: string) => {
      line.current = line.current.then(() => send(id));
    },
    [send],
  );

  const add = useCallback(
    (files: File[], { storage, path }: { storage: string; path: string }) => {
      const chosen = files.map(file => ({ id: crypto.randomUUID(), file }));
      for (const { id, file } of chosen) {
        const where = { storage, path: joinPath(path, file.name) };
        const stopper = new AbortController();
        orders.current.set(id, { where, file, overwrite: false, stopper });
      }
      setUploads(all => [
        ...all,
        ...chosen.map(({ id, file }) => ({
          ...{ id, name: file.name, bytes: file.size },
          ...{ sentBytes: 0, state: 'waiting' as const },
        })),
      ]);
      for (const { id } of chosen) queue(id);
    },
    [queue],
  );

  const cancel = (id: string) => {
    orders.current.get(id)?.stopper.abort();
    change(id, { state: 'cancelled' });
  };
  const replace = (id: string) => {
    const order = orders.current.get(id);
    if (!order) return;
    orders.current.set(id, { ...order, overwrite: true });
    change(id, { state: 'waiting' });
    queue(id);
  };
  const dismiss = () => {
    setUploads(all =>
      all.filter(({ state }) => state === 'waiting' || state === 'sending'),
    );
  };
  return { uploads, add, cancel, replace, dismiss };
}

export type Uploads = ReturnType<typeof useUploads>;

function outcomeOf(error: unknown, signal: AbortSignal): Partial<Upload> {
  if (signal.aborted) return { state: 'cancelled' };
  if (describeError(error).code === 'ENTRY_EXISTS') return { state: 'exists' };
  return { state: 'failed', error };
}
