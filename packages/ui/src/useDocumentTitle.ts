import { useEffect } from 'react';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';

/** Names the browser's tab after the page, so that screen readers announce it. @public */
export function useDocumentTitle(title: string): void {
  const portal =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Astrolabe';
  useEffect(() => {
    document.title = title === portal ? portal : `${title} · ${portal}`;
  }, [title, portal]);
}
