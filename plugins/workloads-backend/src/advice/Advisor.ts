import {
  fitsQuota,
  withChanges,
  type AdviceRow,
  type FieldChange,
  type LaunchAdvice,
  type LaunchRequest,
} from '@astrolabe/plugin-workloads-common';
import type { WorkloadStore } from '../database';
import {
  askedBy,
  beginLaunch,
  findSite,
  finishLaunch,
  measureQuotas,
  type BegunLaunch,
  type LaunchParts,
  type LaunchSites,
  type Prepared,
  type UserOptions,
} from '../launch';
import { makeAlternatives, valueAt } from './alternatives';
import { suggest } from './suggest';

/** So many dry runs at a time for one person's question. */
const AT_ONCE = 3;

/** What an alternative may be refused for: then it is none. */
const refusals = ['InputError', 'NotAllowedError', 'ConflictError'];

/** What it stands on. */
export interface AdvisorParts extends LaunchParts {
  store: Pick<WorkloadStore, 'held'>;
  sites: LaunchSites;
  /** After so long, no further alternative is asked about. */
  seconds: number;
}

interface Alternative {
  changes: FieldChange[];
  prepared: Prepared;
}

/** Says where a request, or less than it, could start now: what the sites' dry run says, and no guess. */
export class Advisor {
  readonly #parts: AdvisorParts;

  constructor(parts: AdvisorParts) {
    this.#parts = parts;
  }

  async advise(
    request: LaunchRequest,
    options: UserOptions,
  ): Promise<LaunchAdvice> {
    const { sites, seconds } = this.#parts;
    const end = Date.now() + seconds * 1000;
    const begun = await beginLaunch(this.#parts, request, options);
    const prepared = await finishLaunch(this.#parts, begun, request);
    const ask = (alternative: Alternative) =>
      this.#ask(alternative, request.siteId);
    // By itself, and first: then the sites of engines that fall silent are known.
    const asked = await ask({ changes: [], prepared });
    const { values } = prepared;
    const { items } = await sites.capacity();
    const named = asked.sites.map(({ siteId }) => siteId);
    const alternatives = await this.#prepareAll(
      begun,
      { ...request, values },
      makeAlternatives(
        begun.form,
        values,
        items.filter(({ siteId }) => named.includes(siteId)),
      ),
    );
    const rows = [asked, ...(await inTurns(alternatives, ask, end))];
    return {
      rows,
      suggestions: suggest(rows),
      isComplete: rows.length > alternatives.length,
    };
  }

  /** Those that the form and the person's limits allow. */
  async #prepareAll(
    begun: BegunLaunch,
    request: LaunchRequest,
    all: FieldChange[][],
  ): Promise<Alternative[]> {
    const alternatives: Alternative[] = [];
    for (const changes of all) {
      try {
        const values = withChanges(request.values, changes);
        const prepared = await finishLaunch(this.#parts, begun, {
          ...request,
          values,
        });
        // A field that is emptied may have a default: then nothing has changed.
        const isChanged = changes.every(
          ({ path, to }) => (valueAt(prepared.values, path) ?? null) === to,
        );
        if (isChanged) alternatives.push({ changes, prepared });
      } catch (error) {
        if (!refusals.includes((error as Error).name)) throw error;
      }
    }
    return alternatives;
  }

  async #ask(
    { changes, prepared: { specs, person } }: Alternative,
    siteId?: string,
  ): Promise<AdviceRow> {
    const { sites, store } = this.#parts;
    const [said, quotas] = await Promise.all([
      sites.plan(specs[0]),
      measureQuotas(store, person, specs.map(askedBy)),
    ]);
    return {
      changes,
      hasRoom: quotas.every(fitsQuota),
      sites: siteId === undefined ? said : [findSite(said, siteId)],
      verifiedAt: new Date().toISOString(),
    };
  }
}

/** Asks a few at a time, in their order, until the time is over. */
async function inTurns<T, R>(
  items: T[],
  ask: (item: T) => Promise<R>,
  end: number,
): Promise<R[]> {
  const answers: R[] = [];
  let next = 0;
  const goOn = async () => {
    while (next < items.length && Date.now() < end) {
      const mine = next++;
      answers[mine] = await ask(items[mine]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, goOn));
  return answers;
}
