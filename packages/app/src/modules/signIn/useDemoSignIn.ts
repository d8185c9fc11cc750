import {
  discoveryApiRef,
  useApi,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { DemoIdentity } from './DemoIdentity';
import { remembered } from './remembered';

/** Signs in who is chosen; at first, who was signed in before a reload. */
export function useDemoSignIn(options: {
  isEnabled: boolean;
  onSuccess(identity: IdentityApi): void;
}) {
  const { isEnabled, onSuccess } = options;
  const discoveryApi = useApi(discoveryApiRef);
  const [before] = useState(() => (isEnabled ? remembered.get() : undefined));
  const [busyWith, setBusyWith] = useState(before);
  const [error, setError] = useState<unknown>();

  const signIn = useCallback(
    async (person: string) => {
      setBusyWith(person);
      setError(undefined);
      try {
        const identity = await DemoIdentity.signIn({
          person,
          discoveryApi,
          onSignOut: remembered.forget,
        });
        remembered.set(person);
        onSuccess(identity);
      } catch (problem) {
        setError(problem);
        setBusyWith(undefined);
      }
    },
    [discoveryApi, onSuccess],
  );

  useEffect(() => {
    if (before) signIn(before);
  }, [before, signIn]);

  return { signIn, busyWith, error };
}
