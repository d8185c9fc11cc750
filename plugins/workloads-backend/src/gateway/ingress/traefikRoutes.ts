import type { EndpointRoute } from '@astrolabe/plugin-workloads-node';
import type { IngressConfig } from '../../config';
import { INGRESS_HEADER, ingressKey, type IngressPurpose } from '../Fronts';
import { AUTH_PATH, OWN_PATHS } from './paths';

/** Ours alone to set, whatever a browser sends. */
const FORWARDED = '(?i)^(forwarded|x-forwarded-.*)$';

/** What each request may have that the program must get from us, or not at all. */
const MANAGED = ['Authorization', 'Cookie', INGRESS_HEADER];

/** Of what we say when we refuse. */
const MAX_ANSWER_BYTES = 1024 ** 2;

const PRIORITY = { rest: 1, endpoint: 1000, own: 1_000_000 };

/**
 * The dynamic configuration of a Traefik at a site, for its HTTP provider: one
 * router for each endpoint, which asks us of each request; and all else to us.
 *
 * @param gatewayUrl - where Traefik reaches the gateway
 */
export function traefikRoutes(
  routes: EndpointRoute[],
  { baseUrl, secret, gatewayUrl }: IngressConfig,
) {
  const { hostname, protocol } = new URL(baseUrl);
  const any = `HostRegexp(\`^[a-z0-9-]+\\.${hostname.replaceAll(
    '.',
    '\\.',
  )}$\`)`;
  const tls = protocol === 'https:' ? { tls: {} } : {};
  // Sorted: Traefik begins anew with what is not the same, whichever replica it asked.
  const labelled = routes
    .map(route => ({ label: `${route.slug}-${route.endpoint}`, ...route }))
    .sort((one, other) => (one.label < other.label ? -1 : 1));
  const toUs = { service: 'gateway', middlewares: ['visit'], ...tls };
  const saying = (purpose: IngressPurpose) => ({
    headers: {
      customRequestHeaders: { [INGRESS_HEADER]: ingressKey(secret, purpose) },
    },
  });
  return {
    http: {
      routers: {
        own: {
          rule: `${any} && PathPrefix(\`${OWN_PATHS}\`)`,
          priority: PRIORITY.own,
          ...toUs,
        },
        rest: { rule: any, priority: PRIORITY.rest, ...toUs },
        ...named(labelled, ({ label }) => ({
          rule: `Host(\`${label}.${hostname}\`)`,
          priority: PRIORITY.endpoint,
          service: label,
          middlewares: ['question', label, 'frames'],
          ...tls,
        })),
      },
      middlewares: {
        visit: saying('visit'),
        question: saying('question'),
        // Pages of other origins must not have its owner click in it unawares.
        frames: { headers: { customFrameOptionsValue: 'SAMEORIGIN' } },
        ...named(labelled, ({ origin, headers }) => ({
          forwardAuth: {
            // With where it would go: a port may be another's since it was read.
            address: addressOf(gatewayUrl, origin),
            authResponseHeaders: [...MANAGED, ...headers],
            authResponseHeadersRegex: FORWARDED,
            maxResponseBodySize: MAX_ANSWER_BYTES,
          },
        })),
      },
      services: {
        gateway: {
          loadBalancer: {
            // It may stand behind a proxy that goes by names.
            passHostHeader: false,
            servers: [{ url: gatewayUrl.href }],
          },
        },
        ...named(labelled, ({ origin }) => ({
          loadBalancer: { servers: [{ url: origin }] },
        })),
      },
    },
  };
}

function named<T extends { label: string }, U>(
  all: T[],
  make: (one: T) => U,
): Record<string, U> {
  return Object.fromEntries(all.map(one => [one.label, make(one)]));
}

function addressOf(gatewayUrl: URL, origin: string): string {
  const address = new URL(AUTH_PATH, gatewayUrl);
  address.searchParams.set('to', origin);
  return address.href;
}
