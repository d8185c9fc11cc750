import type { IncomingHttpHeaders } from 'node:http';
import type {
  EndpointTarget,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import {
  isSettled,
  workloadNeeds,
  type EndpointView,
} from '@astrolabe/plugin-workloads-common';
import { NotAllowedError } from '@backstage/errors';
import type { GatewayConfig } from '../config';
import type { WorkloadRecord, WorkloadStore } from '../database';
import { engineOf } from '../engines';
import { readLabel } from '../launch/slug';
import type { Passwords } from '../passwords';
import { StandingUnknownError } from '@astrolabe/sharing';
import type { Standing } from '../standing';
import { isForeign, labelOf } from './address';
import { answers, type Answer } from './answers';
import type { Front, Fronts } from './Fronts';
import {
  OPEN_PATH,
  PASSWORD_PATH,
  tokenIn,
  type Pass,
  type Passes,
} from './Passes';

/** A request, as whoever made it made it. */
export interface Visit {
  headers: IncomingHttpHeaders;
  /** Path and query. */
  url: string;
  method: string | undefined;
  /** What it brings, if that is a form. */
  form?(): Promise<URLSearchParams | undefined>;
  front: Front;
  /** Where the ingress that asks would take it. */
  to?: string;
}

/** What becomes of a request. */
export type Decision =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'enter'; location: string; session: string }
  /** With what to say when the program does not answer after all. */
  | {
      kind: 'forward';
      workloadId: string;
      /** What it came in by. */
      pass: Pass;
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
  standing: Standing;
  fronts: Fronts;
  config: GatewayConfig;
}

/**
 * Decides who gets in: the owner, and whom the owner gave a token or password,
 * as long as they may, and only while it runs.
 */
export class Doorkeeper {
  readonly #options: DoorkeeperOptions;

  constructor(options: DoorkeeperOptions) {
    this.#options = options;
  }

  async decide(visit: Visit): Promise<Decision> {
    const { portalUrl } = this.#options.config;
    const label = labelOf(visit.headers.host, visit.front.baseUrl);
    if (!label) return answer(answers.unknown(portalUrl));
    const place = await this.#find(label, visit.front);
    // Cut by hand: a path such as `//` is no address, but a program may have it.
    const [path, query] = visit.url.split('?');
    if (path === PASSWORD_PATH && visit.method === 'POST') {
      return this.#enterByPassword(visit, label, place);
    }
    // The same as to a stranger, who is not to learn what there is.
    if (!place) return answer(answers.signedOut(portalUrl));
    if (path === OPEN_PATH) {
      const ticket = new URLSearchParams(query).get('ticket') ?? '';
      return this.#enter(visit, place, ticket);
    }
    const token = tokenIn(visit.headers.authorization);
    const pass = token
      ? await this.#options.passes.findToken(token)
      : await this.#session(visit, place);
    if (!isFor(place, pass)) return answer(answers.signedOut(portalUrl));
    if (!token && isForeign(visit.headers)) return answer(answers.foreign());
    const refusal = await this.#refusal(pass, place);
    if (refusal) return answer(refusal);
    return this.#lead(place, visit, pass);
  }

  /** Why what a pass let in may not stay; undefined where it may. */
  async whyNot(pass: Pass): Promise<Error | undefined> {
    const { store, passwords, standing } = this.#options;
    const record = await store.get(pass.workloadId);
    const isCurrent =
      record?.generation === pass.generation &&
      (await passwords.isCurrent(pass));
    return isCurrent
      ? standing.whyNot(pass.personRef, needOf(pass), record)
      : new NotAllowedError('The way in has ended');
  }

  /** What to tell whom the pass let in, where they may not come any more. */
  async #refusal(pass: Pass, { record }: Place): Promise<Answer | undefined> {
    const { standing, config } = this.#options;
    try {
      const refusal = await standing.whyNot(
        pass.personRef,
        needOf(pass),
        record,
      );
      return refusal && answers.accessEnded(pass, config.portalUrl);
    } catch (error) {
      if (error instanceof StandingUnknownError) return answers.unsure();
      throw error;
    }
  }

  async #find(label: string, front: Front): Promise<Place | undefined> {
    const { store, fronts } = this.#options;
    const readings = readLabel(label);
    const records = await store.findBySlugs(readings.map(({ slug }) => slug));
    for (const record of records) {
      if (!fronts.leadsTo(front, record.siteId)) continue;
      const reading = readings.find(({ slug }) => slug === record.slug);
      const endpoint = record.endpoints.find(
        ({ name }) => name === reading?.endpoint,
      );
      if (endpoint) return { record, endpoint };
    }
    return undefined;
  }

  /** Takes a ticket, and gives a session for it. */
  async #enter(visit: Visit, place: Place, ticket: string): Promise<Decision> {
    const { passes, config } = this.#options;
    const taken = await passes.takeTicket(ticket);
    const pass = isFor(place, taken)
      ? taken
      : // The page was loaded again: who has a session needs no ticket.
        await this.#session(visit, place);
    if (!pass) return answer(answers.signedOut(config.portalUrl));
    return this.#letIn(place, pass);
  }

  /** @param place - undefined: there is none, which must not be told */
  async #enterByPassword(
    visit: Visit,
    label: string,
    place: Place | undefined,
  ): Promise<Decision> {
    const { passwords, config } = this.#options;
    if (isForeign(visit.headers)) return answer(answers.foreign());
    const password = (await visit.form?.())?.get('password') ?? '';
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
      // It lets in as long as the owner may go in.
      personRef: place.record.ownerRef,
      generation: place.record.generation,
      passwordId: entry.passwordId,
    });
  }

  #letIn({ endpoint }: Place, pass: Pass): Decision {
    const session = this.#options.passes.sign(pass);
    return { kind: 'enter', location: endpoint.url, session };
  }

  async #session(visit: Visit, place: Place): Promise<Pass | undefined> {
    for (const pass of this.#sessions(visit)) {
      const isIt =
        isFor(place, pass) && (await this.#options.passwords.isCurrent(pass));
      if (isIt) return pass;
    }
    return undefined;
  }

  #sessions({ headers, front }: Visit): Pass[] {
    const { passes } = this.#options;
    return front.cookie
      .read(headers.cookie)
      .map(value => passes.verify(value))
      .filter(pass => pass !== undefined);
  }

  async #lead(
    place: Place,
    { front, to }: Visit,
    pass: Pass,
  ): Promise<Decision> {
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
      // An ingress carries by itself, and to nowhere but where it listens now.
      if (front.ingress && target.origin !== to) {
        return answer(answers.opening(place));
      }
      const { id: workloadId } = record;
      return { kind: 'forward', workloadId, pass, target, silent };
    } catch (error) {
      const isUnknown = (error as Error).name === 'NotFoundError';
      return answer(isUnknown ? answers.starting(place) : silent);
    }
  }
}

function answer(said: Answer): Decision {
  return { kind: 'answer', answer: said };
}

/** Guests with a password come while the person who gave it is away. */
function needOf({ passwordId }: Pass) {
  return { ...workloadNeeds.open, inAbsence: passwordId !== undefined };
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
