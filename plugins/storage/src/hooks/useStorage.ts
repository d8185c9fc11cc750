import { isSharedFor } from '@astrolabe/plugin-communities-common';
import {
  HOME_STORAGE,
  type EntryQuery,
} from '@astrolabe/plugin-storage-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useSearchParams } from 'react-router-dom';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { useState } from 'react';
import { storageApiRef } from '../api';

export type Sorting = Required<Pick<EntryQuery, 'sort' | 'order'>>;

const MOST = 10_000;

/** Where the person is, and what is there. */
export function useStorage() {
  const api = useApi(storageApiRef);
  const [params, setParams] = useSearchParams();
  const storage = params.get('storage') ?? HOME_STORAGE;
  const path = params.get('path') ?? '';
  const [sorting, setSorting] = useState<Sorting>({
    ...{ sort: 'name', order: 'asc' },
  });
  const { sort, order } = sorting;
  const storages = useAsyncRetry(() => api.storages(), [api]);
  const usage = useAsyncRetry(() => api.usage(storage), [api, storage]);
  const folder = useAsyncRetry(async () => {
    const page = await api.list(storage, { path, sort, order, limit: MOST });
    return { ...page, storage, path };
  }, [api, storage, path, sort, order]);

  const go = (to: { storage?: string; path?: string }) => {
    const where = { storage: to.storage ?? storage, path: to.path ?? '' };
    setParams(
      Object.fromEntries(
        Object.entries(where).filter(
          ([key, value]) =>
            value !== '' && !(key === 'storage' && value === HOME_STORAGE),
        ),
      ),
    );
  };
  const look = () => {
    folder.retry();
    usage.retry();
  };
  const { value } = folder;
  /** Of this folder, also while it is looked at again. */
  const shown =
    value?.storage === storage && value.path === path ? value : undefined;
  const here = storages.value?.items.find(({ id }) => id === storage);
  return {
    ...{ storage, path, storages, usage, folder, shown, here },
    /** Another may have shared it to be read only. */
    mayChange: !here || isSharedFor(here, { role: 'use' }),
    ...{ sorting, setSorting, go, look },
  };
}

export type StorageView = ReturnType<typeof useStorage>;
