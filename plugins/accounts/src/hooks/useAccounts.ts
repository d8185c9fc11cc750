import type {
  Account,
  AccountList,
  LinkableService,
} from '@astrolabe/plugin-accounts-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { accountsApiRef } from '../api';

/** What the person has linked, and what can be. */
export function useAccounts() {
  const api = useApi(accountsApiRef);
  const [list, setList] = useState<AccountList>();
  const [services, setServices] = useState<LinkableService[]>([]);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState<string>();

  const load = useCallback(async () => {
    setError(undefined);
    try {
      const [all, linked] = await Promise.all([api.services(), api.accounts()]);
      setServices(all);
      setList(linked);
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
    ...{ services, error, busy, load },
    accounts: list?.items,
    incomplete: list?.incomplete,
    verify: ({ id }: Account) => act(id, () => api.verify(id)),
    unlink: ({ id }: Account) => act(id, () => api.unlink(id)),
  };
}
