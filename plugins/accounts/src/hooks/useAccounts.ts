import type {
  Account,
  LinkableService,
} from '@astrolabe/plugin-accounts-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { accountsApiRef } from '../api';

/** What the person has linked, and what can be. */
export function useAccounts() {
  const api = useApi(accountsApiRef);
  const [accounts, setAccounts] = useState<Account[]>();
  const [services, setServices] = useState<LinkableService[]>([]);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState<string>();

  const load = useCallback(async () => {
    setError(undefined);
    try {
      const [all, linked] = await Promise.all([api.services(), api.accounts()]);
      setServices(all);
      setAccounts(linked);
    } catch (failure) {
      setError(failure);
    }
  }, [api]);

  useEffect(() => {
    load();
  }, [load]);

  /** One thing at a time; what comes of it is seen in the list. */
  const act = async (id: string, deed: () => Promise<unknown>) => {
    setBusy(id);
    try {
      await deed();
      await load();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(undefined);
    }
  };

  return {
    ...{ accounts, services, error, busy, load },
    verify: ({ id }: Account) => act(id, () => api.verify(id)),
    unlink: ({ id }: Account) => act(id, () => api.unlink(id)),
  };
}
