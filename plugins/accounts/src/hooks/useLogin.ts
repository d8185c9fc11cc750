import type { AccountLogin } from '@astrolabe/plugin-accounts-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { accountsApiRef } from '../api';

/** How often it is asked whether the person is done there. */
const POLL_MS = 2000;

/** A sign-in at a service, which goes on by itself when the person is done there. */
export function useLogin(onLinked: () => void) {
  const api = useApi(accountsApiRef);
  const [login, setLogin] = useState<AccountLogin>();
  const [error, setError] = useState<unknown>();

  const begin = async (service: string, url?: string) => {
    setError(undefined);
    // Now, while the person has just pressed: later, the browser would block it.
    const tab = window.open('about:blank', '_blank');
    try {
      const begun = await api.beginLogin(service, url);
      if (tab && begun.url) {
        tab.opener = null;
        tab.location.href = begun.url;
      }
      setLogin(begun);
    } catch (failure) {
      tab?.close();
      setError(failure);
    }
  };

  useEffect(() => {
    if (!login) return undefined;
    const timer = setTimeout(async () => {
      try {
        const next = await api.continueLogin(login.id);
        if (next.state === 'linked') onLinked();
        else setLogin({ ...login, ...next });
      } catch (failure) {
        setError(failure);
        setLogin(undefined);
      }
    }, POLL_MS);
    return () => clearTimeout(timer);
  }, [api, login, onLinked]);

  return { login, error, begin };
}
