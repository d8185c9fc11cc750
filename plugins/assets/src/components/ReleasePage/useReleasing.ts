import type { Release, ReleaseRequest } from '@astrolabe/plugin-assets-common';
import { newIdempotencyKey } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useRef, useState } from 'react';
import { assetsApiRef } from '../../api';

/** Begins releases, or says what would be done. */
export function useReleasing(name: string, onBegun: () => void) {
  const api = useApi(assetsApiRef);
  const [busy, setBusy] = useState<'planning' | 'beginning'>();
  const [answer, setAnswer] = useState<{
    of: string;
    plan?: Release;
    error?: unknown;
  }>();
  const last = useRef({ wish: '', key: '' });

  /** Answers whether a release was begun. */
  const send = async (request: ReleaseRequest): Promise<boolean> => {
    const { dryRun, ...asked } = request;
    const wish = JSON.stringify(asked);
    // One key for one wish, however often it is sent.
    if (last.current.wish !== wish) {
      last.current = { wish, key: newIdempotencyKey() };
    }
    setBusy(dryRun ? 'planning' : 'beginning');
    setAnswer(undefined);
    try {
      const { key } = last.current;
      const release = await api.releaseModule(name, request, key);
      if (release.dryRun) setAnswer({ of: wish, plan: release });
      else onBegun();
      return !release.dryRun;
    } catch (error) {
      setAnswer({ of: wish, error });
      return false;
    } finally {
      setBusy(undefined);
    }
  };
  return {
    busy,
    send,
    /** As it was asked for. */
    again: ({ version, notes, archive }: Release) =>
      send({ version, ...(notes && { notes }), ...(archive && { archive }) }),
    /** Of this wish, and of no other. */
    answerTo: (request: ReleaseRequest) =>
      answer?.of === JSON.stringify(request) ? answer : undefined,
    error: answer?.error,
  };
}

export type Releasing = ReturnType<typeof useReleasing>;
