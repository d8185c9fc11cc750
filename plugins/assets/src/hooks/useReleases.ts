import type { Release } from '@astrolabe/plugin-assets-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { assetsApiRef } from '../api';

const LOOK_MS = 2_000;
/** One that waits for somebody is looked at less often. */
const WAIT_MS = 15_000;

/** Versions of a module; looked at again as long as one is on its way. */
export function useReleases(name: string) {
  const api = useApi(assetsApiRef);
  const releases = useAsyncRetry(() => api.releases(name), [api, name]);
  const { value, retry } = releases;
  const isIn = (state: Release['state']) =>
    value?.items.some(each => each.state === state);
  const inMs = isIn('running') ? LOOK_MS : WAIT_MS;
  const isUnderWay = isIn('running') || isIn('waiting');
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const timer = setTimeout(retry, inMs);
    return () => clearTimeout(timer);
  }, [value, isUnderWay, inMs, retry]);
  return releases;
}
