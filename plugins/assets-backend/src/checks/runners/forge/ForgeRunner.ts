import type { ForgeAccess } from '@astrolabe/plugin-accounts-node';
import { assertError } from '@backstage/errors';
import {
  ForgeError,
  forgeKinds,
  type ForgeClient,
  type ForgeWire,
  within,
} from '../../../forges';
import type { RepositoryRow } from '../../../publishing/RepositoryStore';
import {
  RunnerAwayError,
  type CheckRunner,
  type RunReport,
  type RunStart,
} from '../../types';
import { endOfLog, onePage, uniquely } from '../reports';
import { gitea } from './gitea';
import { github } from './github';
import { gitlab } from './gitlab';
import { reportOf } from './reportOf';
import type { CheckedPlace, ForgeChecks, ForgeCi } from './types';

/** Of all questions about one commit together: shorter than a portal has a run for itself. */
const TIMEOUT_MS = 45_000;
/** Errors after which it stays so, however often it is asked. */
const LASTING = ['PRIVATE_ADDRESS', 'ACCOUNT_ENDED'];

/** The forges whose own checks are read. */
const forgeCis: readonly ForgeCi[] = [github, gitlab, gitea];

/** Logs of one run are read one after another: so long its checks are not asked for anew. */
const KNOWN_MS = 10_000;

interface OpenedForge {
  ci: ForgeCi;
  http: ForgeClient;
  place: CheckedPlace;
  /** Its page by now. */
  page: string;
}

interface Parts {
  /** A linked forge; undefined where it is linked no more. */
  accessOf: (
    personRef: string,
    account: string,
  ) => Promise<ForgeAccess | undefined>;
  client: ForgeWire;
  /** For one commit, all questions together. Default: 45 seconds. */
  timeoutMs?: number;
}

/**
 * The forge's own CI: GitHub's check runs, GitLab's pipelines, Gitea's Actions, and what
 * others tell the forge of a commit. It starts by itself when somebody pushes, so that
 * nothing is started here. It is read as whoever published the repository.
 */
export class ForgeRunner implements CheckRunner {
  readonly id = 'forge';
  readonly isOfForge = true;
  #last?: { of: string; found: ForgeChecks; until: number };
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  takes(repository: RepositoryRow): Promise<boolean> {
    return this.#ask(repository, {
      what: ({ ci, http, place }) => ci.isUsed(http, place, repository.branch),
      otherwise: () => false,
    });
  }

  /** Known by when it was asked for first: a forge begins in its own time, or never. */
  async start(): Promise<string> {
    return new Date().toISOString();
  }

  read({ repository, commit }: RunStart, since: string): Promise<RunReport> {
    return this.#ask<RunReport>(repository, {
      what: async ({ ci, http, place, page }) => {
        const found = await ci.checks(http, place, commit);
        const url = onePage(found.url) ?? `${page}/commit/${commit}`;
        return { ...reportOf(found, since), url };
      },
      otherwise: reason => ({ state: 'unclear', reason, checks: [] }),
    });
  }

  log(
    { repository, commit }: RunStart,
    { check, maxBytes }: { check: string; maxBytes: number },
  ): Promise<string | undefined> {
    return this.#ask(repository, {
      what: async ({ ci, http, place, page }) => {
        const of = [repository.personRef, page, commit].join(' ');
        const { checks } = await this.#known(of, () =>
          ci.checks(http, place, commit),
        );
        const id = uniquely(checks).find(({ name }) => name === check)?.log;
        if (!id) return undefined;
        return endOfLog(await ci.log(http, place, { id, maxBytes }), maxBytes);
      },
      otherwise: () => undefined,
    });
  }

  async #known(
    of: string,
    ask: () => Promise<ForgeChecks>,
  ): Promise<ForgeChecks> {
    const last = this.#last;
    if (last?.of === of && Date.now() < last.until) return last.found;
    const found = await ask();
    this.#last = { of, found, until: Date.now() + KNOWN_MS };
    return found;
  }

  /** In the name of whoever published it; otherwise why it will not be said, ever. */
  async #ask<T>(
    row: RepositoryRow,
    {
      what,
      otherwise,
    }: {
      what: (forge: OpenedForge) => Promise<T>;
      otherwise: (reason: string) => T;
    },
  ): Promise<T> {
    try {
      const forge = await this.#open(row);
      return await (typeof forge === 'string' ? otherwise(forge) : what(forge));
    } catch (error) {
      assertError(error);
      const reason = reasonOf(error);
      if (reason) return otherwise(reason);
      throw isAway(error)
        ? new RunnerAwayError(error.message, pauseOf(error))
        : error;
    }
  }

  /**
   * By the forge's own id: another may bear its name by now, and the person have another
   * forge linked.
   *
   * @returns why not, where it is not there
   */
  async #open(row: RepositoryRow): Promise<OpenedForge | string> {
    const { accessOf, client, timeoutMs = TIMEOUT_MS } = this.#parts;
    const access = await accessOf(row.personRef, row.account);
    const isOf = ({ service }: { service: string }) =>
      service === access?.service;
    const [ci, kind] = [forgeCis.find(isOf), forgeKinds.find(isOf)];
    if (!access || !ci || !kind) return 'Its forge is linked no more.';
    const signal = AbortSignal.timeout(timeoutMs);
    const wire = within(client, signal);
    const forge = kind.open(access, wire);
    if (forge.pages !== row.forge) {
      return `${row.forge} is linked no more, but another forge in its place.`;
    }
    const found = await forge.findById(row.forgeId);
    if (!found) return 'Its forge has no such repository any more.';
    const { owner, name, branch, url: page } = found;
    const isTag = async (ref: string) =>
      Boolean(await forge.releases.tag(found, ref));
    const http = kind.speak(access, wire);
    return { ci, http, place: { owner, name, branch, isTag }, page };
  }
}

/** Why a forge will not say; undefined where it may be asked again. */
function reasonOf(error: Error): string | undefined {
  if (error instanceof ForgeError) {
    const isRefused = ['refused', 'forbidden'].includes(error.trouble);
    return isRefused
      ? 'Its forge does not let in whoever published it.'
      : undefined;
  }
  return LASTING.includes(codeOf(error)) ? error.message : undefined;
}

/** A forge, or what keeps the accounts. */
function isAway(error: Error): boolean {
  return (
    error instanceof ForgeError || error.name === 'ServiceUnavailableError'
  );
}

function pauseOf(error: Error): { until?: Date } {
  return error instanceof ForgeError ? { until: error.until } : {};
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
