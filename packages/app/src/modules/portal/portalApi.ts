import type { Portal } from '@astrolabe/plugin-communities-common';
import { createApiRef, useApi } from '@backstage/frontend-plugin-api';

/** Whose portal this is, and how it looks. It is known before anything is drawn. */
export const portalApiRef = createApiRef<Portal>({ id: 'app.portal' });

export const usePortal = (): Portal => useApi(portalApiRef);
