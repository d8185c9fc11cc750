import {
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type {
  EndpointTicket,
  EndpointView,
} from '@astrolabe/plugin-workloads-common';
import type { EndpointPass, PassStore, WorkloadRecord } from '../database';

/** A ticket is followed at once. */
const TICKET_MS = 60_000;

/** A working day; the workload's end ends it sooner. */
const SESSION_MS = 12 * 3_600_000;

/** By this a program's token for an endpoint is known from any other. */
const TOKEN_PREFIX = 'ast_';

/** Where browsers hand in a ticket. */
export const OPEN_PATH = '/.astrolabe/open';

/** Where they hand in a password. */
export const PASSWORD_PATH = '/.astrolabe/password';

/** Stands where a ticket has its endpoint; no endpoint can be called so. */
const TERMINAL = '$terminal';

/** What a way in is for. */
export type Pass = Omit<EndpointPass, 'kind' | 'expiresAt'> & {
  /** Of the password that it came with: it ends with that. */
  passwordId?: string;
};

/**
 * Ways into an endpoint: tickets that work once, tokens for programs, sessions
 * for browsers. Each is for one run of one workload's one endpoint.
 */
export class Passes {
  readonly #store: PassStore;
  readonly #key: Buffer;

  static async create(store: PassStore): Promise<Passes> {
    return new Passes(store, await store.sessionKey());
  }

  private constructor(store: PassStore, key: Buffer) {
    this.#store = store;
    this.#key = key;
  }

  /** @param personRef - who is let in */
  async issue(
    record: WorkloadRecord,
    endpoint: EndpointView,
    personRef: string,
  ): Promise<EndpointTicket> {
    const pass = passFor(record, endpoint.name, personRef);
    const ticket = secret();
    const token = `${TOKEN_PREFIX}${secret()}`;
    const expiresAt = after(SESSION_MS);
    await this.#store.add(hash(ticket), {
      ...pass,
      kind: 'ticket',
      expiresAt: after(TICKET_MS),
    });
    await this.#store.add(hash(token), { ...pass, kind: 'token', expiresAt });
    const url = new URL(OPEN_PATH, endpoint.url);
    url.searchParams.set('ticket', ticket);
    return { url: url.href, token, expiresAt };
  }

  /** A way into a terminal. */
  async issueTerminal(
    record: WorkloadRecord,
    personRef: string,
  ): Promise<string> {
    const ticket = secret();
    await this.#store.add(hash(ticket), {
      ...passFor(record, TERMINAL, personRef),
      kind: 'ticket',
      expiresAt: after(TICKET_MS),
    });
    return ticket;
  }

  async takeTerminalTicket(ticket: string): Promise<Pass | undefined> {
    const pass = await this.takeTicket(ticket);
    return pass?.endpoint === TERMINAL ? pass : undefined;
  }

  takeTicket(ticket: string): Promise<Pass | undefined> {
    return this.#store.takeTicket(hash(ticket));
  }

  findToken(token: string): Promise<Pass | undefined> {
    return this.#store.findToken(hash(token));
  }

  /** The value of a cookie. */
  sign(pass: Pass): string {
    const { workloadId, endpoint, ownerRef, generation, passwordId } = pass;
    const { personRef } = pass;
    const content = [
      workloadId,
      endpoint,
      ownerRef,
      generation,
      Date.now() + SESSION_MS,
      passwordId,
      personRef,
    ];
    const body = Buffer.from(JSON.stringify(content)).toString('base64url');
    return `${body}.${this.#signature(body)}`;
  }

  /** What a cookie's value is for; undefined when it is not ours, or has ended. */
  verify(cookie: string): Pass | undefined {
    const [body, signature = ''] = cookie.split('.');
    const given = Buffer.from(signature);
    const right = Buffer.from(this.#signature(body));
    if (given.length !== right.length || !timingSafeEqual(given, right)) {
      return undefined;
    }
    const [workloadId, endpoint, ownerRef, generation, end, ...more] =
      JSON.parse(Buffer.from(body, 'base64url').toString());
    if (Date.now() >= end) return undefined;
    // An older portal wrote of no person: it let in owners.
    const [passwordId, personRef = ownerRef] = more;
    return {
      ...{ workloadId, endpoint, ownerRef, personRef, generation },
      ...(passwordId && { passwordId }),
    };
  }

  #signature(body: string): string {
    return createHmac('sha256', this.#key).update(body).digest('base64url');
  }
}

/** Whether an `Authorization` header is a token of ours, and not the program's own. */
export function tokenIn(header: string | undefined): string | undefined {
  const [scheme, token = ''] = header?.split(' ') ?? [];
  return scheme?.toLowerCase() === 'bearer' && token.startsWith(TOKEN_PREFIX)
    ? token
    : undefined;
}

function passFor(
  { id, ownerRef, generation }: WorkloadRecord,
  endpoint: string,
  personRef: string,
): Pass {
  return { workloadId: id, endpoint, ownerRef, personRef, generation };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function after(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString();
}
