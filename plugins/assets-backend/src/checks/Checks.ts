import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { Authorizer } from '@astrolabe/http';
import {
  assetCreatePermission,
  assetRefreshPermission,
  type AssetChecks,
  type AssetKind,
} from '@astrolabe/plugin-assets-common';
import { ForgeError } from '../forges';
import { repositoryNotWritable } from '../publishing/changeProblems';
import { explained, keyReused } from '../publishing/problems';
import { PUBLISHED, type ForgeOf } from '../publishing/PublishedSource';
import { placeOf } from '../publishing/placeOf';
import type {
  RepositoryRow,
  RepositoryStore,
} from '../publishing/RepositoryStore';
import type { AssetService, CallerOptions } from '../service/types';
import type { HookStore } from './HookStore';
import {
  fileUnknown,
  logUnknown,
  noRepository,
  noRunner,
  NOT_FROM_HERE,
  NOT_YOURS,
  notYours,
  PRIVATE,
  revisionUnknown,
  runnerAway,
  runUnknown,
  tooManyWait,
} from './problems';
import { checkedOf, type RunStore } from './RunStore';
import type { StatusStore } from './StatusStore';
import { RunnerAwayError, type CheckRun, type CheckRunner } from './types';

/** Of a log that is read while its run goes on. */
const LOG_BYTES = 5 * 1024 * 1024;
/** Of a module, that people have asked for and that have not ended. */
const MOST_WAITING = 5;
const COMMIT = /^[0-9a-f]{40}$/;

interface Name {
  kind: AssetKind;
  name: string;
}

interface Parts {
  assets: Pick<AssetService, 'get'>;
  authorizer: Authorizer;
  forgeOf: ForgeOf;
  hooks: HookStore;
  isOnPush: boolean;
  /** Whether forges are told: why one is not matters then alone. */
  isTold: boolean;
  /** Notes who whose repository it is: what is checked is so in their name. */
  meet: (credentials: BackstageCredentials) => Promise<void>;
  /** Has what is due looked after. */
  onChange: () => void;
  /** Has repositories that are due read. */
  onPush: () => void;
  repositories: RepositoryStore;
  runners: readonly CheckRunner[];
  runs: RunStore;
  statuses: Pick<StatusStore, 'troubleOf'>;
}

/** Checks of modules, for people: what came of them, and another run. */
export class Checks {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async list(asset: Name, options: CallerOptions): Promise<AssetChecks> {
    const { runs, hooks, isOnPush, isTold, statuses } = this.#parts;
    const row = await this.#see(asset, options);
    if (!row) return { items: [], mayRun: false, whyNot: NOT_FROM_HERE };
    const mayRun = await this.may(row, options);
    if (row.visibility === 'private' && !mayRun) {
      return { items: [], mayRun, whyNot: PRIVATE };
    }
    const items = await runs.listAll(checkedOf(row));
    if (row.personRef === personOf(options))
      await this.#parts.meet(options.credentials);
    const { onPush, state, reason, lastAt } = await hooks.of(row);
    const untold = isTold && (await statuses.troubleOf(checkedOf(row)));
    return {
      ...{ items, mayRun, ...(!mayRun && { whyNot: NOT_YOURS }) },
      onPush: isOnPush && onPush,
      hook: {
        state,
        ...(reason && { reason }),
        ...(lastAt && { lastAt }),
      },
      ...(untold && mayRun && { untold }),
    };
  }

  async get(
    asset: Name & { run: string },
    options: CallerOptions,
  ): Promise<CheckRun> {
    return (await this.#find(asset, options)).run;
  }

  /** What was kept of it; while it runs, what its runner has by now. */
  async log(
    asset: Name & { run: string; check: string },
    options: CallerOptions,
  ): Promise<string> {
    const { runs, runners } = this.#parts;
    const { run, reference, repository } = await this.#find(asset, options);
    const { check } = asset;
    const kept = await runs.kept(run.id, `logs/${check}`);
    if (kept !== undefined) return kept;
    const runner = runners.find(({ id }) => id === run.runner);
    if (!runner || reference === undefined) throw logUnknown(check);
    const { id, branch, commit, personRef } = run;
    const text = await runner
      .log(
        { id, repository, branch, commit, personRef },
        { reference, check, maxBytes: LOG_BYTES },
      )
      .catch(error => {
        throw isNoAnswer(error) ? runnerAway(runner.id) : error;
      });
    if (text === undefined) throw logUnknown(check);
    return text;
  }

  /** What it has left beside its logs; of none that has not ended. */
  async file(
    asset: Name & { run: string; file: string },
    options: CallerOptions,
  ): Promise<string> {
    const { file } = asset;
    const { run } = await this.#find(asset, options);
    const kept =
      run.files?.includes(file) && (await this.#parts.runs.kept(run.id, file));
    if (!kept) throw fileUnknown(file);
    return kept;
  }

  /** Of several runners that take it, the run of the first. */
  async run(
    asset: Name & { revision?: string; key: string },
    options: CallerOptions,
  ): Promise<CheckRun> {
    const { authorizer, repositories, runs, onChange, onPush } = this.#parts;
    const personRef = await authorizer.requirePerson(
      assetCreatePermission,
      options.credentials,
    );
    const row = await this.#owned(asset, options);
    const of = checkedOf(row);
    await this.#assertWrites(row, personRef);
    // It runs in the name of whoever asks.
    await this.#parts.meet(options.credentials);
    const runners = await this.#takers(row);
    const once = `hand:${personRef}:${asset.key}`;
    // Asked for again, it is the commit that it was.
    const before = await runs.ofWish({ of, once });
    if (before && asset.revision && !isOf(before, asset.revision)) {
      throw keyReused();
    }
    if (!before && (await runs.countWaiting(of)) >= MOST_WAITING) {
      throw tooManyWait(MOST_WAITING);
    }
    const { branch, commit } =
      before ?? (await this.#revision(row, asset.revision));
    const wanted = { of, name: row.name, branch, commit, once };
    const made: CheckRun[] = [];
    for (const { id: runner } of runners) {
      const cause = 'hand' as const;
      made.push(await runs.add({ ...wanted, runner, cause, personRef }));
    }
    await runs.hurry(of);
    onChange();
    // What the branch is at is known once it is read.
    await repositories.hurry(row.name);
    onPush();
    return made[0];
  }

  async setOnPush(
    name: string,
    onPush: boolean,
    options: CallerOptions,
  ): Promise<void> {
    const { authorizer, hooks, onChange } = this.#parts;
    await authorizer.requirePerson(assetCreatePermission, options.credentials);
    const row = await this.#owned({ kind: 'module', name }, options);
    const { id } = await hooks.of(row);
    await hooks.update(id, { onPush });
    onChange();
  }

  /**
   * The repository of a module; undefined where it was not made here, or where another
   * source has taken the name.
   *
   * @throws NotFoundError where whoever asks sees no such asset
   */
  async #see(
    { kind, name }: Name,
    options: CallerOptions,
  ): Promise<RepositoryRow | undefined> {
    const { assets, repositories } = this.#parts;
    const { origin } = await assets.get({ kind, name }, options);
    return kind === 'module' && origin.source === PUBLISHED
      ? repositories.get(name)
      : undefined;
  }

  async #find(asset: Name & { run: string }, options: CallerOptions) {
    const repository = await this.#see(asset, options);
    const isShown =
      repository &&
      (repository.visibility !== 'private' ||
        (await this.may(repository, options)));
    const found =
      isShown && (await this.#parts.runs.get(checkedOf(repository), asset.run));
    if (!found) throw runUnknown(asset.run);
    return { ...found, repository };
  }

  async #owned(asset: Name, options: CallerOptions): Promise<RepositoryRow> {
    const row = await this.#see(asset, options);
    if (!row) throw noRepository(asset.name);
    if (!(await this.may(row, options))) throw notYours(asset.name);
    return row;
  }

  /** Whether whoever asks may have it checked, and sees what is done with a private one. */
  async may(
    { personRef }: RepositoryRow,
    { credentials }: CallerOptions,
  ): Promise<boolean> {
    const { authorizer } = this.#parts;
    const person = personOf({ credentials });
    if (!person) return false;
    if (!(await authorizer.allows(assetCreatePermission, credentials))) {
      return false;
    }
    return (
      person === personRef ||
      authorizer.allows(assetRefreshPermission, credentials)
    );
  }

  /** Who put it here may have left since. */
  async #assertWrites(row: RepositoryRow, personRef: string): Promise<void> {
    if (personRef !== row.personRef) return;
    const forge = await this.#parts.forgeOf(personRef, row.account);
    const place = forge && (await explained(forge, () => placeOf(forge, row)));
    if (place && !place.mayWrite) throw repositoryNotWritable(place);
  }

  async #revision(row: RepositoryRow, revision: string = row.branch) {
    const { personRef, account, branch } = row;
    if (COMMIT.test(revision)) return { branch, commit: revision };
    const forge = await this.#parts.forgeOf(personRef, account);
    if (!forge) throw revisionUnknown(revision);
    const tip = await explained(forge, async () => {
      const place = await placeOf(forge, row);
      return place && forge.tip(place, revision);
    });
    if (!tip) throw revisionUnknown(revision);
    return { branch: revision, commit: tip.commit };
  }

  async #takers(row: RepositoryRow): Promise<CheckRunner[]> {
    const { runners } = this.#parts;
    const takes = await Promise.all(
      runners.map(each => each.takes(row).catch(isAway)),
    );
    const takers = runners.filter((_, i) => takes[i]);
    if (takers.length === 0) throw noRunner();
    return takers;
  }
}

function personOf({ credentials }: CallerOptions): string | undefined {
  const { principal } = credentials;
  return (principal as Partial<BackstageUserPrincipal>).userEntityRef;
}

function isOf({ branch, commit }: CheckRun, revision: string): boolean {
  return revision === branch || revision === commit;
}

function isNoAnswer(error: Error): boolean {
  return error instanceof RunnerAwayError || error instanceof ForgeError;
}

/** What cannot be told now is told when its turn comes. */
function isAway(error: Error): true {
  if (error instanceof RunnerAwayError) return true;
  throw error;
}
