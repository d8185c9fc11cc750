import type {
  ArtefactList,
  Workload,
} from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { workloadsApiRef } from '../api';

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
      save(await response.blob(), path.slice(path.lastIndexOf('/') + 1));
    } catch (failure) {
      setError(failure);
    }
  };

  return { list, error, load, download };
}

/** The session is in a header, so a plain link would not be let in. */
function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
