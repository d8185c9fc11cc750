import type { RootConfigService } from '@backstage/backend-plugin-api';

const DEFAULT_BASE = 'http://apps.localhost:7008';

/**
 * Where browsers reach the endpoints of what runs at a site: at the ingress that
 * `workloads.ingresses` names for it, or else at the portal's gateway. The
 * workloads room has refused what cannot be used.
 *
 * @public
 */
export function readEndpointBases(
  config: Pick<
    RootConfigService,
    'getOptionalConfigArray' | 'getOptionalString'
  >,
): (siteId: string) => string {
  const ingresses = config.getOptionalConfigArray('workloads.ingresses') ?? [];
  const bases = new Map(
    ingresses.map(each => [
      each.getString('siteId'),
      each.getString('baseUrl'),
    ]),
  );
  const gateway =
    config.getOptionalString('workloads.gateway.baseUrl') ?? DEFAULT_BASE;
  return siteId => bases.get(siteId) ?? gateway;
}
