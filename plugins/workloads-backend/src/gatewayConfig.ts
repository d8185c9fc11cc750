import { isIP } from 'node:net';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { port } from './numbers';

const SHORTEST_SECRET = 32;

/** Where endpoints are served. */
export interface GatewayConfig {
  host: string;
  port: number;
  /** Names of endpoints stand before its host. */
  baseUrl: URL;
  /** Where people sign in. */
  portalUrl: string;
  ingresses: IngressConfig[];
}

/** What carries requests to the endpoints of a site, and asks the gateway of each. */
export interface IngressConfig {
  siteId: string;
  /** Where browsers reach it; names of endpoints stand before its host. */
  baseUrl: URL;
  /** Where it reaches the gateway. */
  gatewayUrl: URL;
  /** With this it says who it is. */
  secret: string;
}

/** Reads where endpoints are reached, and refuses what it cannot use. */
export function readGateway(config: Config): GatewayConfig {
  const room = config.getOptionalConfig('workloads');
  const portals = ['app.baseUrl', 'backend.baseUrl'].map(key =>
    config.getOptionalString(key),
  );
  const own = endpointsAt(
    'gateway.baseUrl',
    room?.getOptionalString('gateway.baseUrl') ?? 'http://apps.localhost:7008',
    portals,
  );
  return {
    host: room?.getOptionalString('gateway.host') ?? '127.0.0.1',
    port: port('gateway.port', room?.getOptionalNumber('gateway.port') ?? 7008),
    baseUrl: own,
    ingresses: readIngresses(room, { portals, own }),
    portalUrl: (
      config.getOptionalString('app.baseUrl') ?? 'http://localhost:7007'
    ).replace(/\/+$/, ''),
  };
}

function readIngresses(
  room: Config | undefined,
  { portals, own }: { portals: (string | undefined)[]; own: URL },
): IngressConfig[] {
  const hosts = new Set([own.hostname]);
  const sites = new Set<string>();
  return (room?.getOptionalConfigArray('ingresses') ?? []).map(each => {
    const siteId = each.getString('siteId');
    const url = endpointsAt(
      'ingresses[].baseUrl',
      each.getString('baseUrl'),
      portals,
    );
    if (sites.has(siteId) || hosts.has(url.hostname)) {
      throw new InputError(
        `Invalid value '${siteId}' at '${url.origin}' in workloads.ingresses: each site has one, with a host of its own`,
      );
    }
    sites.add(siteId);
    hosts.add(url.hostname);
    const secret = each.getString('secret');
    if (secret.length < SHORTEST_SECRET) {
      throw new InputError(
        `The value of workloads.ingresses[].secret for '${siteId}' is too short: it has to be at least ${SHORTEST_SECRET} characters, such as from 'openssl rand -hex 32'`,
      );
    }
    return { siteId, baseUrl: url, secret, gatewayUrl: gatewayOf(each, own) };
  });
}

/** Any name before the gateway's host leads to it; no endpoint is called so. */
function gatewayOf(ingress: Config, own: URL): URL {
  const text = ingress.getOptionalString('gatewayUrl');
  if (text === undefined) {
    const url = new URL(own);
    url.hostname = `ingress.${own.hostname}`;
    return url;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/') return url;
  throw new InputError(
    `Invalid value '${text}' for workloads.ingresses[].gatewayUrl: it has to be an http or https address without a path`,
  );
}

/**
 * Where endpoints are to be. The portal's cookies are for its host and all names
 * below it, so they must not be there. Browsers keep no such cookies for
 * `localhost`.
 */
function endpointsAt(
  key: string,
  text: string,
  portals: (string | undefined)[],
): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isAddress =
    url && /^https?:$/.test(url.protocol) && url.pathname === '/';
  // Names stand before it; before a number they would be nowhere.
  if (!isAddress || isIP(url.hostname.replace(/[[\]]/g, '')) !== 0) {
    throw new InputError(
      `Invalid value '${text}' for workloads.${key}: it has to be an http or https address of a host's name, without a path`,
    );
  }
  for (const portal of portals) {
    if (portal === undefined || !URL.canParse(portal)) continue;
    const { hostname } = new URL(portal);
    const isBelow = `.${url.hostname}`.endsWith(`.${hostname}`);
    if (!isBelow || hostname === 'localhost') continue;
    throw new InputError(
      `Invalid value '${url.origin}' for workloads.${key}: its host must not be '${hostname}' or below it, where the portal's cookies go; take another name, such as apps.example.net`,
    );
  }
  return url;
}
