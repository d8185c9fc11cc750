import type {
  ArtefactList,
  Workload,
} from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { workloadsApiRef } from '../api';
import { save } from './save';

/** What a workload has left; looked for again when its state changes. */
export function useArtefacts({ id, changedAt }: Workload) {
  const api = useApi(workloadsApiRef);
  const [list, setList] = useState<ArtefactList>();
  const [error, setError] = useState<unknown>();

  const load = useCallback(async () => {
    setError(undefined);
    try {
      setList(await api.artefacts(id));
    } catch (failure) {
      setError(failure);
    }
  }, [api, id]);

  useEffect(() => {
    load();
  }, [load, changedAt]);

  const download = async (path: string) => {
    setError(undefined);
    try {
      const response = await api.artefact(id, path);
      await save(response, path.slice(path.lastIndexOf('/') + 1));
    } catch (failure) {
      setError(failure);
    }
  };

  return { list, error, load, download };
}
