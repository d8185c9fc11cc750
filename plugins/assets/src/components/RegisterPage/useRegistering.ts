import type { Registration } from '@astrolabe/plugin-assets-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { assetsApiRef } from '../../api';

/** Makes a module of a repository, or says what would become of it. */
export function useRegistering(firstAccount: string) {
  const api = useApi(assetsApiRef);
  const [wish, setWish] = useState({
    ...{ account: firstAccount, repository: '', showsPrivate: false },
  });
  const [busy, setBusy] = useState<'planning' | 'making'>();
  const [answer, setAnswer] = useState<{
    registration?: Registration;
    error?: unknown;
  }>({});
  /** With `mend`, what mends its metadata is proposed where these have errors. */
  const register = async (dryRun: boolean, mend?: boolean) => {
    setBusy(dryRun ? 'planning' : 'making');
    setAnswer({});
    try {
      const repository = wish.repository.trim();
      const registration = await api.registerRepository({
        ...{ ...wish, repository, dryRun },
        ...(mend && { mend }),
      });
      setAnswer({ registration });
    } catch (error) {
      setAnswer({ error });
    } finally {
      setBusy(undefined);
    }
  };
  return {
    wish,
    ...answer,
    busy,
    isReady: busy === undefined && wish.repository.trim().length > 2,
    register,
    change(next: Partial<typeof wish>) {
      setAnswer({});
      setWish(before => ({ ...before, ...next }));
    },
  };
}
