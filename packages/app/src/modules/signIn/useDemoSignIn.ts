import {
  DEMO_PERSON_HEADER,
  DEMO_PROVIDER_ID,
} from '@astrolabe/plugin-communities-common';
import {
  discoveryApiRef,
  useApi,
  type DiscoveryApi,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { remembered } from './remembered';
import { TokenIdentity } from './TokenIdentity';

/** Somebody who signs in by being chosen. */
export function demoSignIn(options: {
  person: string;
  discoveryApi: DiscoveryApi;
  onSignOut(): void;
}): Promise<TokenIdentity> {
  const { person, ...rest } = options;
  return TokenIdentity.signIn({
    ...rest,
    provider: DEMO_PROVIDER_ID,
    headers: { [DEMO_PERSON_HEADER]: person },
  });
}

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
        const identity = await demoSignIn({
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
