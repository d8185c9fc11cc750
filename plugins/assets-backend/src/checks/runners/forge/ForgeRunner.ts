import type { ForgeAccess } from '@astrolabe/plugin-accounts-node';
import { assertError } from '@backstage/errors';
import {
  ForgeError,
  forgeKinds,
  type ForgeClient,
  type ForgeWire,
  type Place,
} from '../../../forges';
import type { RepositoryRow } from '../../../publishing/RepositoryStore';
import {
  RunnerAwayError,
  type CheckRunner,
  type RunReport,
  type RunStart,
} from '../../types';
import { onePage, uniquely } from '../reports';
import { gitea } from './gitea';
import { github } from './github';
import { gitlab } from './gitlab';
import { reportOf } from './reportOf';
import type { ForgeChecks, ForgeCi } from './types';

/** The forges whose own checks are read. */
const forgeCis: readonly ForgeCi[] = [github, gitlab, gitea];

/** Logs of one run are read one after another: so long its checks are not asked for anew. */
const KNOWN_MS = 10_000;

interface OpenedForge {
  ci: ForgeCi;
  http: ForgeClient;
  place: Place;
}

/**
 * The forge's own CI: GitHub's check runs, GitLab's pipelines, Gitea's Actions, and what
 * others tell the forge of a commit. It starts by itself when somebody pushes, so that
 * nothing is started here. It is read as whoever published the repository.
 */
export class ForgeRunner implements CheckRunner {
  readonly id = 'forge';
  #last?: { of: string; found: ForgeChecks; until: number };
  readonly #parts: {
    accessOf: (
      personRef: string,
      account: string,
    ) => Promise<ForgeAccess | undefined>;
    client: ForgeWire;
  };

  constructor(parts: {
    /** A linked forge; undefined where it is linked no more. */
    accessOf: (
      personRef: string,
      account: string,
    ) => Promise<ForgeAccess | undefined>;
    client: ForgeWire;
  }) {
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
      what: async ({ ci, http, place }) => {
        const found = await ci.checks(http, place, commit);
        const url = onePage(found.url) ?? `${repository.url}/commit/${commit}`;
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
      what: async ({ ci, http, place }) => {
        const { checks } = await this.#known(repository, commit, () =>
          ci.checks(http, place, commit),
        );
        const id = uniquely(checks).find(({ name }) => name === check)?.log;
        return id && ci.log(http, place, { id, maxBytes });
      },
      otherwise: () => undefined,
    });
  }

  async #known(
    { url }: RepositoryRow,
    commit: string,
    ask: () => Promise<ForgeChecks>,
  ): Promise<ForgeChecks> {
    const of = `${url} ${commit}`;
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
      const access = await this.#parts.accessOf(row.personRef, row.account);
      const isOf = ({ service }: { service: string }) =>
        service === access?.service;
      const [ci, kind] = [forgeCis.find(isOf), forgeKinds.find(isOf)];
      if (!access || !ci || !kind) {
        return otherwise('Its forge is linked no more.');
      }
      const http = kind.speak(access, this.#parts.client);
      const place = { owner: row.owner, name: row.repository };
      return await what({ ci, http, place });
    } catch (error) {
      assertError(error);
      const reason = reasonOf(error);
      if (reason) return otherwise(reason);
      const isAway = error instanceof ForgeError;
      throw isAway ? new RunnerAwayError(error.message) : error;
    }
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
  // Of the guard, and of an account whose sign-in has ended.
  return 'nextStep' in error ? error.message : undefined;
}
