import {
  defaultNotices,
  noticeLanguages,
  type NoticePreferences,
} from '@astrolabe/plugin-workloads-common';
import { workloadsApiRef } from '@astrolabe/plugin-workloads';
import { useApi } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { useLanguage } from './useLanguage';

/** How one is told of one's workloads, and how to say otherwise. */
export function useNotices() {
  const api = useApi(workloadsApiRef);
  const spoken = useLanguage().language;
  const language =
    noticeLanguages.find(each => each === spoken) ?? defaultNotices.language;
  const [change, setChange] = useState<Partial<NoticePreferences>>();
  const answer = useAsyncRetry(
    async () =>
      change
        ? api.setNotices({ ...(await api.notices()), ...change, language })
        : api.notices(),
    [api, change],
  );
  return { ...answer, change: setChange };
}
