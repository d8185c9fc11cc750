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
import type { Passwords } from '../passwords';
import { isForeign, labelOf } from './address';
import { answers, type Answer } from './answers';
import {
  OPEN_PATH,
  PASSWORD_PATH,
  tokenIn,
  type Pass,
  type Passes,
} from './Passes';
import { readForm } from './readForm';
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

interface DoorkeeperOptions {
  store: WorkloadStore;
  engines: ReadonlyMap<string, WorkloadEngine>;
  passes: Passes;
  passwords: Passwords;
  cookie: SessionCookie;
  config: GatewayConfig;
}

/**
 * Decides who gets in: the owner, and whom the owner gave a token or password,
 * and only while it runs.
 */
export class Doorkeeper {
  readonly #options: DoorkeeperOptions;

  constructor(options: DoorkeeperOptions) {
    this.#options = options;
  }

  async decide(request: IncomingMessage): Promise<Decision> {
    const { baseUrl, portalUrl } = this.#options.config;
    const label = labelOf(request.headers.host, baseUrl);
    if (!label) return answer(answers.unknown(portalUrl));
    const place = await this.#find(label);
    // Cut by hand: a path such as `//` is no address, but a program may have it.
    const [path, query] = (request.url ?? '/').split('?');
    if (path === PASSWORD_PATH && request.method === 'POST') {
      return this.#enterByPassword(request, label, place);
    }
    // The same as to a stranger, who is not to learn what there is.
    if (!place) return answer(answers.signedOut(portalUrl));
    if (path === OPEN_PATH) {
      const ticket = new URLSearchParams(query).get('ticket') ?? '';
      return this.#enter(request, place, ticket);
    }
    const token = tokenIn(request.headers.authorization);
    const isIn = token
      ? isFor(place, await this.#options.passes.findToken(token))
      : (await this.#session(request, place)) !== undefined;
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
    const taken = await passes.takeTicket(ticket);
    const pass = isFor(place, taken)
      ? taken
      : // The page was loaded again: who has a session needs no ticket.
        await this.#session(request, place);
    if (!pass) return answer(answers.signedOut(config.portalUrl));
    return this.#letIn(place, pass);
  }

  /** @param place - undefined: there is none, which must not be told */
  async #enterByPassword(
    request: IncomingMessage,
    label: string,
    place: Place | undefined,
  ): Promise<Decision> {
    const { passwords, config } = this.#options;
    if (isForeign(request.headers)) return answer(answers.foreign());
    const password = (await readForm(request))?.get('password') ?? '';
    const tried = place && {
      workloadId: place.record.id,
      endpoint: place.endpoint.name,
    };
    const entry = await passwords.enter(label, tried, password);
    if (entry.kind === 'wait') {
      return answer(answers.tooManyGuesses(entry.seconds));
    }
    if (!place || entry.kind === 'wrong') {
      return answer(answers.wrongPassword(config.portalUrl));
    }
    return this.#letIn(place, {
      ...tried!,
      ownerRef: place.record.ownerRef,
      generation: place.record.generation,
      passwordId: entry.passwordId,
    });
  }

  #letIn({ endpoint }: Place, pass: Pass): Decision {
    const session = this.#options.passes.sign(pass);
    return { kind: 'enter', location: endpoint.url, session };
  }

  async #session(
    request: IncomingMessage,
    place: Place,
  ): Promise<Pass | undefined> {
    for (const pass of this.#sessions(request)) {
      const isIt =
        isFor(place, pass) && (await this.#options.passwords.isCurrent(pass));
      if (isIt) return pass;
    }
    return undefined;
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

/** A way in is for one run of one endpoint of one owner. */
function isFor(
  { record, endpoint }: Place,
  pass: Pass | undefined,
): pass is Pass {
  return (
    pass !== undefined &&
    pass.workloadId === record.id &&
    pass.endpoint === endpoint.name &&
    pass.ownerRef === record.ownerRef &&
    pass.generation === record.generation
  );
}
