import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The services that one has linked. */
export const accountsRouteRef = createRouteRef();
