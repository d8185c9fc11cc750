import type { FolderView, Workload } from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useRef, useState } from 'react';
import { workloadsApiRef } from '../api';
import { save } from './save';

/** A folder of a workload, looked into when somebody asks for it. */
export function useFolder({ id }: Workload) {
  const api = useApi(workloadsApiRef);
  const [view, setView] = useState<FolderView>();
  const [error, setError] = useState<unknown>();
  const [isLooking, setLooking] = useState(false);
  const turn = useRef(0);

  const look = async (folder: string) => {
    const mine = ++turn.current;
    setLooking(true);
    setError(undefined);
    try {
      const found = await api.folder(id, folder);
      if (mine === turn.current) setView(found);
    } catch (failure) {
      if (mine === turn.current) setError(failure);
    } finally {
      if (mine === turn.current) setLooking(false);
    }
  };

  const download = async (name: string) => {
    setError(undefined);
    const { folder = '' } = view ?? {};
    try {
      await save(await api.file(id, below(folder, name)), name);
    } catch (failure) {
      setError(failure);
    }
  };

  return { view, error, isLooking, look, download };
}

/** The path of something in a folder. */
export function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
