import { useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { assetsApiRef } from '../../api';

/** What projects can be made. */
export function useTemplates() {
  const api = useApi(assetsApiRef);
  return useAsyncRetry(() => api.projectTemplates(), [api]);
}
