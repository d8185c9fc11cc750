import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { GatewayConfig, IngressConfig } from '../config';
import { SessionCookie } from './SessionCookie';

/** With this an ingress says who it is, and what for. */
export const INGRESS_HEADER = 'x-astrolabe-ingress';

/** Where browsers reach endpoints. */
export interface Front {
  /** Names of endpoints stand before its host. */
  baseUrl: URL;
  cookie: SessionCookie;
  /** The ingress of a site, which carries by itself; undefined: our own gateway. */
  ingress?: IngressConfig;
}

/**
 * What a request of an ingress is: it reads what leads where, it asks whether a
 * request may pass, or it passes on a browser's. Each has a key of its own: what
 * a browser asks for by way of the ingress must never be taken for the others.
 */
export const ingressPurposes = ['routes', 'question', 'visit'] as const;

export type IngressPurpose = (typeof ingressPurposes)[number];

/** By which front a request came, and what it is. */
export interface Arrival {
  front: Front;
  purpose: IngressPurpose;
}

/** What an ingress sends for a purpose: for the first, its secret itself. */
export function ingressKey(secret: string, purpose: IngressPurpose): string {
  return purpose === 'routes'
    ? secret
    : createHmac('sha256', secret).update(purpose).digest('base64url');
}

/** The gateway's own front, and those of sites that have an ingress. */
export class Fronts {
  readonly own: Front;
  readonly #ingresses: Front[];
  readonly #keys: (Arrival & { key: string })[];

  constructor({ baseUrl, ingresses }: GatewayConfig) {
    this.own = { baseUrl, cookie: new SessionCookie(baseUrl) };
    this.#ingresses = ingresses.map(ingress => ({
      baseUrl: ingress.baseUrl,
      cookie: new SessionCookie(ingress.baseUrl),
      ingress,
    }));
    this.#keys = this.#ingresses.flatMap(front =>
      ingressPurposes.map(purpose => ({
        front,
        purpose,
        key: ingressKey(front.ingress!.secret, purpose),
      })),
    );
  }

  /** Which one a request came through, and as what. */
  of(headers: IncomingHttpHeaders): Arrival {
    const given = headers[INGRESS_HEADER];
    const found =
      typeof given === 'string'
        ? this.#keys.find(({ key }) => isSame(given, key))
        : undefined;
    return found ?? { front: this.own, purpose: 'visit' };
  }

  /** Whether what runs at a site is reached there. */
  leadsTo(front: Front, siteId: string): boolean {
    const right = this.#ingresses.find(
      ({ ingress }) => ingress!.siteId === siteId,
    );
    return front === (right ?? this.own);
  }
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
