import type { IncomingMessage } from 'node:http';
import type {
  EndpointTarget,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import {
  isSettled,
  type EndpointView,
} from '@astrolabe/plugin-workloads-common';
import type { GatewayConfig } from '../config';
import type { WorkloadRecord, WorkloadStore } from '../database';
import { engineOf } from '../engines';
import { readLabel } from '../launch/slug';
import { isForeign, labelOf } from './address';
import { answers, type Answer } from './answers';
import { OPEN_PATH, tokenIn, type Pass, type Passes } from './Passes';
import type { SessionCookie } from './SessionCookie';

/** What becomes of a request. */
export type Decision =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'enter'; location: string; session: string }
  /** With what to say when the program does not answer after all. */
  | {
      kind: 'forward';
      workloadId: string;
      target: EndpointTarget;
      silent: Answer;
    };

interface Place {
  record: WorkloadRecord;
  endpoint: EndpointView;
}

/** Decides who gets in: nobody but the owner, and only while it runs. */
export class Doorkeeper {
  readonly #options: {
    store: WorkloadStore;
    engines: ReadonlyMap<string, WorkloadEngine>;
    passes: Passes;
    cookie: SessionCookie;
    config: GatewayConfig;
  };

  constructor(options: {
    store: WorkloadStore;
    engines: ReadonlyMap<string, WorkloadEngine>;
    passes: Passes;
    cookie: SessionCookie;
    config: GatewayConfig;
  }) {
    this.#options = options;
  }

  async decide(request: IncomingMessage): Promise<Decision> {
    const { baseUrl, portalUrl } = this.#options.config;
    const label = labelOf(request.headers.host, baseUrl);
    if (!label) return answer(answers.unknown(portalUrl));
    const place = await this.#find(label);
    // The same as to a stranger, who is not to learn what there is.
    if (!place) return answer(answers.signedOut(portalUrl));
    // Cut by hand: a path such as `//` is no address, but a program may have it.
    const [path, query] = (request.url ?? '/').split('?');
    if (path === OPEN_PATH) {
      const ticket = new URLSearchParams(query).get('ticket') ?? '';
      return this.#enter(request, place, ticket);
    }
    const token = tokenIn(request.headers.authorization);
    const isIn = token
      ? isFor(place, await this.#options.passes.findToken(token))
      : this.#hasSession(request, place);
    if (!isIn) return answer(answers.signedOut(portalUrl));
    if (!token && isForeign(request.headers)) return answer(answers.foreign());
    return this.#lead(place);
  }

  async #find(label: string): Promise<Place | undefined> {
    const { store } = this.#options;
    const readings = readLabel(label);
    const records = await store.findBySlugs(readings.map(({ slug }) => slug));
    for (const record of records) {
      const reading = readings.find(({ slug }) => slug === record.slug);
      const endpoint = record.endpoints.find(
        ({ name }) => name === reading?.endpoint,
      );
      if (endpoint) return { record, endpoint };
    }
    return undefined;
  }

  /** Takes a ticket, and gives a session for it. */
  async #enter(
    request: IncomingMessage,
    place: Place,
    ticket: string,
  ): Promise<Decision> {
    const { passes, config } = this.#options;
    const pass = await passes.takeTicket(ticket);
    if (pass && isFor(place, pass)) {
      const session = passes.sign(pass);
      return { kind: 'enter', location: place.endpoint.url, session };
    }
    // The page was loaded again: who has a session needs no ticket.
    const again = this.#sessions(request).find(each => isFor(place, each));
    return again
      ? {
          kind: 'enter',
          location: place.endpoint.url,
          session: passes.sign(again),
        }
      : answer(answers.signedOut(config.portalUrl));
  }

  #hasSession(request: IncomingMessage, place: Place): boolean {
    return this.#sessions(request).some(pass => isFor(place, pass));
  }

  #sessions({ headers }: IncomingMessage): Pass[] {
    const { cookie, passes } = this.#options;
    return cookie
      .read(headers.cookie)
      .map(value => passes.verify(value))
      .filter(pass => pass !== undefined);
  }

  async #lead(place: Place): Promise<Decision> {
    const { engines, config } = this.#options;
    const { record, endpoint } = place;
    const silent = answers.silent(place, config.portalUrl);
    if (isSettled(record.state) || record.state === 'stopping') {
      return answer(answers.ended(place, config.portalUrl));
    }
    if (record.state === 'lost') return answer(silent);
    if (!endpoint.ready) return answer(answers.starting(place));
    try {
      const engine = engineOf(engines, record.engine);
      const target = await engine.endpointTarget(record.id, endpoint.name);
      return { kind: 'forward', workloadId: record.id, target, silent };
    } catch (error) {
      const isUnknown = (error as Error).name === 'NotFoundError';
      return answer(isUnknown ? answers.starting(place) : silent);
    }
  }
}

function answer(said: Answer): Decision {
  return { kind: 'answer', answer: said };
}

/** A way in is for one run of one endpoint, and for its owner. */
function isFor({ record, endpoint }: Place, pass: Pass | undefined): boolean {
  return (
    pass !== undefined &&
    pass.workloadId === record.id &&
    pass.endpoint === endpoint.name &&
    pass.ownerRef === record.ownerRef &&
    pass.generation === record.generation
  );
}
