import { withAdvice } from '@astrolabe/http';
import { NotFoundError } from '@backstage/errors';
import type { EndpointView } from '@astrolabe/plugin-workloads-common';

/** An endpoint by its name, or an error that says which there are. */
export function findEndpoint(
  { endpoints, title }: { endpoints: EndpointView[]; title: string },
  endpoint: string,
): EndpointView {
  const found = endpoints.find(({ name }) => name === endpoint);
  if (found) return found;
  const names = endpoints.map(({ name }) => name);
  throw withAdvice(
    new NotFoundError(`'${title}' has no endpoint '${endpoint}'`),
    {
      code: 'ENDPOINT_NOT_FOUND',
      cause: `It has ${names.join(', ') || 'none'}`,
    },
  );
}
