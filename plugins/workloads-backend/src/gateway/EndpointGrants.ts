import {
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type { EndpointTicket } from '@astrolabe/plugin-workloads-common';
import { endpointUrl } from '@astrolabe/plugin-workloads-node';
import type { EndpointPass, PassStore, WorkloadRecord } from '../database';

const TICKET_SECONDS = 60;
const SESSION_SECONDS = 12 * 3600;

/** Path at which a ticket is changed into a session. */
export const OPEN_PATH = '/.astrolabe/open';

/** The endpoint that a right is for. */
export interface EndpointPlace {
  workload: WorkloadRecord;
  endpoint: string;
}

/**
 * Who may enter an endpoint. A ticket enters once and gives a browser a signed
 * session; a program has a token. Only hashes of tickets and tokens are kept,
 * so that a copy of the database opens nothing for long.
 */
export class EndpointGrants {
  readonly #store: PassStore;
  readonly #gatewayUrl: string;

  constructor(options: { store: PassStore; gatewayUrl: string }) {
    this.#store = options.store;
    this.#gatewayUrl = options.gatewayUrl;
  }

  /** A way in for a browser and one for a program. */
  async issue(place: EndpointPlace): Promise<EndpointTicket> {
    const ticket = await this.#pass(place, 'ticket', TICKET_SECONDS);
    const token = await this.#pass(place, 'token', SESSION_SECONDS);
    const origin = endpointUrl(
      this.#gatewayUrl,
      place.workload,
      place.endpoint,
    );
    return {
      url: `${origin}${OPEN_PATH}?ticket=${ticket.secret}`,
      token: token.secret,
      expiresAt: token.expiresAt,
    };
  }

  /** The session that a ticket gives; undefined for one that is used up or of another endpoint. */
  async redeem(
    ticket: string,
    place: EndpointPlace,
  ): Promise<{ token: string; seconds: number } | undefined> {
    const pass = await this.#store.takeTicket(hash(ticket));
    if (!pass || !isFor(pass, place)) return undefined;
    const ends = Math.floor(Date.now() / 1000) + SESSION_SECONDS;
    const signature = await this.#sign(place, ends);
    return { token: `${ends}.${signature}`, seconds: SESSION_SECONDS };
  }

  async allowsSession(token: string, place: EndpointPlace): Promise<boolean> {
    const [ends, signature = ''] = token.split('.');
    if (!(Number(ends) > Date.now() / 1000)) return false;
    const right = Buffer.from(await this.#sign(place, Number(ends)));
    const given = Buffer.from(signature);
    return right.length === given.length && timingSafeEqual(right, given);
  }

  async allowsToken(token: string, place: EndpointPlace): Promise<boolean> {
    const pass = await this.#store.findToken(hash(token));
    return pass !== undefined && isFor(pass, place);
  }

  /** Ends with the workload: the next one has another id. */
  async #sign(place: EndpointPlace, ends: number): Promise<string> {
    const { id, ownerRef } = place.workload;
    return createHmac('sha256', await this.#store.sessionKey())
      .update(JSON.stringify([id, ownerRef, place.endpoint, ends]))
      .digest('base64url');
  }

  async #pass(
    { workload, endpoint }: EndpointPlace,
    kind: EndpointPass['kind'],
    seconds: number,
  ) {
    const secret = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + seconds * 1000).toISOString();
    await this.#store.add(hash(secret), {
      kind,
      workloadId: workload.id,
      endpoint,
      ownerRef: workload.ownerRef,
      generation: workload.generation,
      expiresAt,
    });
    return { secret, expiresAt };
  }
}

function isFor(pass: EndpointPass, place: EndpointPlace): boolean {
  return (
    pass.workloadId === place.workload.id &&
    pass.ownerRef === place.workload.ownerRef &&
    pass.endpoint === place.endpoint
  );
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
