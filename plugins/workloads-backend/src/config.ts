import { isIP } from 'node:net';
import type { Config } from '@backstage/config';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import { InputError } from '@backstage/errors';

/** Where endpoints are served. */
export interface GatewayConfig {
  host: string;
  port: number;
  /** Names of endpoints stand before its host. */
  baseUrl: URL;
  /** Where people sign in. */
  portalUrl: string;
}

export interface WorkloadsConfig {
  defaultEngine?: string;
  requestsPerMinute: number;
  resyncSeconds: number;
  gateway: GatewayConfig;
}

/** Reads `workloads`, and refuses what it cannot use; every default is here. */
export function readConfig(config: Config): WorkloadsConfig {
  const room = config.getOptionalConfig('workloads');
  const number = (key: string, fallback: number, least: number) =>
    atLeast(key, room?.getOptionalNumber(key) ?? fallback, least);
  return {
    defaultEngine: room?.getOptionalString('defaultEngine'),
    requestsPerMinute: number('requestsPerMinute', 300, 1),
    resyncSeconds: resyncSeconds(room?.getOptionalNumber('resyncSeconds')),
    gateway: {
      host: room?.getOptionalString('gateway.host') ?? '127.0.0.1',
      port: port(room?.getOptionalNumber('gateway.port') ?? 7008),
      baseUrl: apartFrom(
        ['app.baseUrl', 'backend.baseUrl'].map(key =>
          config.getOptionalString(key),
        ),
        baseUrl(
          room?.getOptionalString('gateway.baseUrl') ??
            'http://apps.localhost:7008',
        ),
      ),
      portalUrl: (
        config.getOptionalString('app.baseUrl') ?? 'http://localhost:7007'
      ).replace(/\/+$/, ''),
    },
  };
}

/** Picks the engine for new workloads, or fails the start with a reason. */
export function pickDefaultEngine(
  engines: ReadonlyMap<string, WorkloadEngine>,
  wanted?: string,
): string | undefined {
  const installed = [...engines.keys()];
  if (wanted !== undefined && !engines.has(wanted)) {
    throw new InputError(
      `Invalid value '${wanted}' for workloads.defaultEngine: installed are ${
        installed.join(', ') || 'none'
      }`,
    );
  }
  if (wanted === undefined && installed.length > 1) {
    throw new InputError(
      `Set workloads.defaultEngine to one of ${installed.join(', ')}`,
    );
  }
  return wanted ?? installed[0];
}

function atLeast(key: string, value: number, least: number): number {
  if (value >= least) return value;
  throw new InputError(
    `Invalid value ${value} for workloads.${key}: it has to be at least ${least}`,
  );
}

/** Node's timers hold 2^31 milliseconds; beyond that they fire at once. */
function resyncSeconds(value: number = 30): number {
  if (value >= 0.05 && value <= 2_000_000) return value;
  throw new InputError(
    `Invalid value ${value} for workloads.resyncSeconds: it has to be between 0.05 and 2000000`,
  );
}

function port(value: number): number {
  if (value <= 65535) return atLeast('gateway.port', value, 0);
  throw new InputError(
    `Invalid value ${value} for workloads.gateway.port: it has to be at most 65535`,
  );
}

function baseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isAddress =
    url && /^https?:$/.test(url.protocol) && url.pathname === '/';
  // Names stand before it; before a number they would be nowhere.
  if (isAddress && isIP(url.hostname.replace(/[[\]]/g, '')) === 0) return url;
  throw new InputError(
    `Invalid value '${text}' for workloads.gateway.baseUrl: it has to be an http or https address of a host's name, without a path`,
  );
}

/**
 * The portal's cookies are for its host and all names below it, so workloads
 * must not be there. Browsers keep no such cookies for `localhost`.
 */
function apartFrom(portals: (string | undefined)[], url: URL): URL {
  for (const portal of portals) {
    if (portal === undefined || !URL.canParse(portal)) continue;
    const { hostname } = new URL(portal);
    const isBelow = `.${url.hostname}`.endsWith(`.${hostname}`);
    if (!isBelow || hostname === 'localhost') continue;
    throw new InputError(
      `Invalid value '${url.origin}' for workloads.gateway.baseUrl: its host must not be '${hostname}' or below it, where the portal's cookies go; take another name, such as apps.example.net`,
    );
  }
  return url;
}
