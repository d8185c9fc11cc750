import type { LinkedIdentity } from '@astrolabe/plugin-communities-common';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { useCommunitiesApi } from '../../hooks/useCommunitiesApi';
import type { SignInProvider } from '../../modules/signIn/useProviders';

/** How one signs in, and by what one could as well. */
export function useIdentities() {
  const { ask } = useCommunitiesApi();
  return useAsyncRetry(async () => {
    const list = async <T>(path: string) =>
      (await ask<{ items: T[] }>('GET', path)).items;
    const [identities, providers] = await Promise.all([
      list<LinkedIdentity>('/v1/identities'),
      list<SignInProvider>('/v1/sign-in/providers'),
    ]);
    const titleOf = (id?: string) =>
      providers.find(each => each.id === id)?.title;
    return { identities, providers, titleOf };
  }, [ask]);
}

export type Identities = NonNullable<ReturnType<typeof useIdentities>['value']>;
