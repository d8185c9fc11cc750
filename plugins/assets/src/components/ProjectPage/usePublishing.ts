import type {
  ForgeOwner,
  PublishedProject,
  RepositoryTarget,
  RepositoryVisibility,
} from '@astrolabe/plugin-assets-common';
import type { FormValues } from '@astrolabe/plugin-workloads-common';
import { newIdempotencyKey } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useRef, useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { assetsApiRef } from '../../api';

/** Where a project becomes a repository, and what came of it. */
export function usePublishing(template: string, values: FormValues) {
  const api = useApi(assetsApiRef);
  const forges = useAsyncRetry(() => api.forges(), [api]);
  const [chosen, choose] = useState<Partial<RepositoryTarget>>({});
  const account = chosen.account ?? forges.value?.at(0)?.account;
  const owners = useAsyncRetry(
    async () => (account === undefined ? [] : api.forgeOwners(account)),
    [api, account],
  );
  const visibility = chosen.visibility ?? 'private';
  const target = {
    ...{ account: account ?? '', visibility },
    owner: chosen.owner ?? owners.value?.at(0)?.name,
    inCatalogue: chosen.inCatalogue ?? visibility === 'public',
  };
  const [busy, setBusy] = useState<'planning' | 'making'>();
  const [answer, setAnswer] = useState<{
    of?: string;
    published?: PublishedProject;
    error?: unknown;
  }>({});
  const wish = JSON.stringify([template, values, target]);
  const keyOf = useKeys();

  const publish = async (dryRun: boolean) => {
    setBusy(dryRun ? 'planning' : 'making');
    setAnswer({});
    try {
      const request = { template, values, to: target, dryRun };
      const published = await api.publishProject(request, keyOf(wish));
      setAnswer({ of: wish, published });
    } catch (error) {
      setAnswer({ of: wish, error });
    } finally {
      setBusy(undefined);
    }
  };
  const isCurrent = answer.of === wish;
  return {
    forges,
    owners,
    target,
    busy,
    publish,
    // What was made stays made, whatever is filled in afterwards.
    published:
      isCurrent || answer.published?.dryRun === false
        ? answer.published
        : undefined,
    error: isCurrent ? answer.error : undefined,
    chooseAccount: (next: string) =>
      choose(before => ({ ...before, account: next, owner: undefined })),
    chooseOwner: (owner: string) => choose(before => ({ ...before, owner })),
    chooseVisibility: (next: RepositoryVisibility) =>
      choose(before => ({
        ...{ ...before, visibility: next, inCatalogue: undefined },
      })),
    chooseCatalogue: (inCatalogue: boolean) =>
      choose(before => ({ ...before, inCatalogue })),
  };
}

/** @public */
export type Publishing = ReturnType<typeof usePublishing>;

/** The address of an owner there, where it is known. */
export function ownerUrl(
  owners: ForgeOwner[] | undefined,
  owner: string | undefined,
): string | undefined {
  return owners?.find(({ name }) => name === owner)?.url;
}

/** One key for one wish, however often it is sent. */
function useKeys() {
  const last = useRef({ wish: '', key: '' });
  return (wish: string): string => {
    if (last.current.wish !== wish) {
      last.current = { wish, key: newIdempotencyKey() };
    }
    return last.current.key;
  };
}
