import { ResponseError } from '@backstage/errors';
import {
  fetchApiRef,
  useApi,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useCallback, useEffect } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';

const NEWS = 'plugin://notifications/notifications?topic=access&read=false';
/** Where Backstage's notifications say that something is new or was read. */
const CHANNEL = 'notifications';

/** What one was told of access and has not read, as Backstage's notifications have it. */
export function useAccessNews() {
  const { fetch } = useApi(fetchApiRef);
  const signals = useApiHolder().get(signalApiRef);
  const { value, retry } = useAsyncRetry(async () => {
    const response = await fetch(`${NEWS}&limit=100`);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const { totalCount, notifications } = await response.json();
    return {
      count: Number(totalCount),
      ids: (notifications as { id: string }[]).map(({ id }) => id),
    };
  }, [fetch]);
  useEffect(() => {
    const subscription = signals?.subscribe(CHANNEL, retry);
    return () => subscription?.unsubscribe();
  }, [signals, retry]);
  const markRead = useCallback(async () => {
    const response = await fetch(
      'plugin://notifications/notifications/update',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ids: value?.ids ?? [], read: true }),
      },
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
  }, [fetch, value]);
  return { count: value?.count ?? 0, markRead };
}
