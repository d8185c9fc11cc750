import type {
  ProjectWish,
  PublishedProject,
  RepositoryTarget,
  RepositoryVisibility,
} from '@astrolabe/plugin-assets-common';
import { newIdempotencyKey } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useRef, useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { assetsApiRef } from '../../api';

/** Where a project is to become a repository. */
export function useTarget() {
  const api = useApi(assetsApiRef);
  const forges = useAsyncRetry(() => api.forges(), [api]);
  const [chosen, choose] = useState<Partial<RepositoryTarget>>({});
  const account = chosen.account ?? forges.value?.at(0)?.account;
  const owners = useAsyncRetry(
    async () => (account === undefined ? [] : api.forgeOwners(account)),
    [api, account],
  );
  const visibility = chosen.visibility ?? 'private';
  const owner = chosen.owner ?? owners.value?.at(0)?.name;
  return {
    forges,
    owners,
    target: {
      ...{ account: account ?? '', owner, visibility },
      inCatalogue: chosen.inCatalogue ?? visibility === 'public',
    },
    /** The address of the owner, where it is known. */
    ownerUrl: owners.value?.find(({ name }) => name === owner)?.url,
    chooseAccount: (next: string) =>
      choose(before => ({ ...before, account: next, owner: undefined })),
    chooseOwner: (next: string) =>
      choose(before => ({ ...before, owner: next })),
    chooseVisibility: (next: RepositoryVisibility) =>
      choose(before => ({
        ...{ ...before, visibility: next, inCatalogue: undefined },
      })),
    chooseCatalogue: (inCatalogue: boolean) =>
      choose(before => ({ ...before, inCatalogue })),
  };
}

/** Makes a repository of a project, or says what would be made. */
export function usePublishing(
  project: ProjectWish,
  where: ReturnType<typeof useTarget>,
) {
  const api = useApi(assetsApiRef);
  const { target } = where;
  const [busy, setBusy] = useState<'planning' | 'making'>();
  const [answer, setAnswer] = useState<{
    of?: string;
    published?: PublishedProject;
    error?: unknown;
  }>({});
  const wish = JSON.stringify([project, target]);
  const keyOf = useKeys();

  const publish = async (dryRun: boolean) => {
    setBusy(dryRun ? 'planning' : 'making');
    setAnswer({});
    try {
      const request = { ...project, to: target, dryRun };
      const published = await api.publishProject(request, keyOf(wish));
      setAnswer({ of: wish, published });
    } catch (error) {
      setAnswer({ of: wish, error });
    } finally {
      setBusy(undefined);
    }
  };
  const isCurrent = answer.of === wish;
  // What was made stays made, whatever is filled in afterwards.
  const isShown = isCurrent || answer.published?.dryRun === false;
  return {
    ...where,
    busy,
    publish,
    published: isShown ? answer.published : undefined,
    error: isCurrent ? answer.error : undefined,
  };
}

export type Publishing = ReturnType<typeof usePublishing>;

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
