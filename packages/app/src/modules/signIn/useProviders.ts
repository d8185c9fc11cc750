import { SESSION_PROVIDER_ID } from '@astrolabe/plugin-communities-common';
import { ResponseError } from '@backstage/errors';
import {
  discoveryApiRef,
  useApi,
  type DiscoveryApi,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { TokenIdentity } from './TokenIdentity';

/** Whom one can sign in by. */
export interface SignInProvider {
  id: string;
  title: string;
  /** Whom to ask who belongs to nothing. */
  contact?: string;
  looksFor: { claim: string; value: string }[];
}

/**
 * The providers of the portal; whoever has a session of one goes on with it.
 *
 * @param options - isOff: somebody is signed in, or about to be, in another way
 */
export function useProviders(options: {
  isOff: boolean;
  onSuccess(identity: IdentityApi): void;
}) {
  const { isOff, onSuccess } = options;
  const discoveryApi = useApi(discoveryApiRef);
  const [isKnown, setIsKnown] = useState(false);
  const { value, loading, error, retry } = useAsyncRetry(async () => {
    if (isOff) return { providers: [] };
    const url = await discoveryApi.getBaseUrl('communities');
    const response = await fetch(`${url}/v1/sign-in/providers`);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const { items } = (await response.json()) as { items: SignInProvider[] };
    // Without providers there are no sessions to ask for.
    const identity = items.length > 0 && (await present(discoveryApi));
    return { providers: items, identity };
  }, [discoveryApi, isOff]);

  useEffect(() => {
    if (!value?.identity || isKnown) return;
    setIsKnown(true);
    onSuccess(value.identity);
  }, [value, isKnown, onSuccess]);

  return {
    providers: value?.providers ?? [],
    isBusy: loading || Boolean(value?.identity),
    error,
    retry,
  };
}

/** Whoever is signed in with this browser. */
async function present(
  discoveryApi: DiscoveryApi,
): Promise<TokenIdentity | undefined> {
  try {
    return await TokenIdentity.signIn({
      discoveryApi,
      provider: SESSION_PROVIDER_ID,
      onSignOut: () => signOut(discoveryApi),
      // The page that comes up then is the door, at the same address.
      onEnd: () => window.location.reload(),
    });
  } catch (error) {
    if ((error as ResponseError).statusCode === 401) return undefined;
    throw error;
  }
}

/** Here, and then at the provider, which sends the browser back. */
async function signOut(discoveryApi: DiscoveryApi): Promise<void> {
  const url = await discoveryApi.getBaseUrl('communities');
  const response = await fetch(`${url}/v1/sign-in/sign-out`, {
    method: 'POST',
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  if (!response.ok) throw await ResponseError.fromResponse(response);
  const { url: there } = await response.json();
  if (!there) return;
  window.location.assign(there);
  // Whoever called would go home, and not there.
  await new Promise(() => {});
}
