import type { Workload } from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { workloadsApiRef } from '../api';
import { save } from './save';

/** Keeps all of a log in a file: a page has only its end. */
export function useWholeLog({ id, title }: Workload) {
  const api = useApi(workloadsApiRef);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const saveLog = async (task: string) => {
    setSaving(true);
    setFailure(undefined);
    try {
      await save(await api.wholeLog(id, task), `${title}-${task}.log`);
    } catch (error) {
      setFailure(error);
    } finally {
      setSaving(false);
    }
  };
  return { saveLog, isSaving, failure };
}
