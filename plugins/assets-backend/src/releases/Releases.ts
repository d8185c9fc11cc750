import type { Authorizer } from '@astrolabe/http';
import type {
  AccountsService,
  LinkedAccount,
} from '@astrolabe/plugin-accounts-node';
import {
  assetCreatePermission,
  assetReadPermission,
  type ModuleReleases,
  type Release,
  type ReleaseRequest,
} from '@astrolabe/plugin-assets-common';
import type { Forge } from '../forges';
import { forgeNotLinked, keyReused } from '../publishing/problems';
import type {
  RepositoryRow,
  RepositoryStore,
} from '../publishing/RepositoryStore';
import type { CallerOptions } from '../service/types';
import type { Zenodo } from './archives/Zenodo';
import { describeRelease, plannedSteps } from './describeRelease';
import { explain } from './explain';
import { placeOf } from './placeOf';
import { planRelease, type Plan } from './planRelease';
import {
  alreadyReleased,
  archiveNotLinked,
  archiveOfPrivate,
  askedOtherwise,
  nobodyNamed,
  notYoursToRelease,
  repositoryUnknown,
} from './problems';
import type { ReleaseRow, ReleaseStore } from './ReleaseStore';
import type { Images } from './steps';

interface Parts {
  accounts: AccountsService;
  archiveOf: (
    personRef: string,
    account: string,
  ) => Promise<Zenodo | undefined>;
  authorizer: Authorizer;
  forgeOf: (personRef: string, account: string) => Promise<Forge | undefined>;
  repositories: RepositoryStore;
  store: ReleaseStore;
  signing: Pick<Images, 'waitMs'>;
  /** There is one to go on with. */
  onAsked: () => void;
}

/** What people ask of releases. */
export class Releases {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Of a module whose repository is not from here there are none. */
  async list(
    name: string,
    { credentials }: CallerOptions,
  ): Promise<ModuleReleases> {
    const { authorizer, repositories, store } = this.#parts;
    await authorizer.require(assetReadPermission, credentials);
    const repository = await repositories.get(name, 'module');
    if (!repository) return { items: [], mayRelease: false, archives: [] };
    const person = await authorizer
      .requirePerson(assetCreatePermission, credentials)
      .catch(() => undefined);
    const mayRelease = person === repository.personRef;
    // Of a private one its changelogs are, too.
    if (repository.visibility === 'private' && !mayRelease) {
      return { items: [], mayRelease, archives: [] };
    }
    const rows = await store.list(repository);
    const items = rows
      .map(describeRelease)
      .map(({ archive, ...each }) =>
        mayRelease && archive ? { ...each, archive } : each,
      );
    const archives = mayRelease ? await this.#archives(person) : [];
    return { items, mayRelease, archives };
  }

  /**
   * Begins one, goes on with one that has failed, or says what would be done. The same
   * key and wish give the same one.
   */
  async release(
    name: string,
    asked: ReleaseRequest,
    { credentials, key }: CallerOptions & { key: string },
  ): Promise<Release> {
    const { authorizer, repositories, store } = this.#parts;
    const person = await authorizer.requirePerson(
      assetCreatePermission,
      credentials,
    );
    const repository = await repositories.get(name, 'module');
    if (!repository) throw repositoryUnknown(name);
    if (repository.personRef !== person) throw notYoursToRelease(name);
    const { version, notes, archive, dryRun } = asked;
    const wish = { version, asked: { notes, archive }, key };
    if (!dryRun) {
      const known = await this.#known(repository, wish);
      if (known) return known;
    }
    const plan = await this.#plan(repository, asked);
    if (dryRun) return plannedRelease(plan, asked, this.#parts.signing);
    const { forge, forgeId } = repository;
    const { tip, tag, section } = plan;
    const facts = { base: tip.commit, tag, changelog: section };
    const row = await store.add({
      ...{ name, personRef: person, forge, forgeId, version, key },
      ...{
        asked: wish.asked,
        facts: { ...facts, files: pathsOf(plan, asked) },
      },
    });
    // Another request was there first.
    const made = row ?? (await store.find({ forge, forgeId, version }));
    if (!made) throw keyReused();
    if (!row && !isSame(made, wish)) throw askedOtherwise(version);
    this.#parts.onAsked();
    return describeRelease(made);
  }

  /** One that was asked for before. */
  async #known(
    repository: RepositoryRow,
    wish: Pick<ReleaseRow, 'version' | 'asked' | 'key'>,
  ): Promise<Release | undefined> {
    const { store, onAsked } = this.#parts;
    const { forge, forgeId, personRef } = repository;
    const byKey = await store.byKey(personRef, wish.key);
    const isOther =
      byKey &&
      (byKey.forgeId !== forgeId ||
        byKey.version !== wish.version ||
        !isSame(byKey, wish));
    if (isOther) throw keyReused();
    const row =
      byKey ?? (await store.find({ forge, forgeId, version: wish.version }));
    if (!row) return undefined;
    if (row.state === 'done') {
      if (byKey) return describeRelease(row);
      throw alreadyReleased(wish.version);
    }
    // What is in the tag, or reserved, is no more to be chosen.
    const isBegun = row.facts.commit || row.facts.depositTriedAt;
    const isFree = row.state === 'failed' && !isBegun;
    const isOwn = row.personRef === personRef;
    if (!(isSame(row, wish) && isOwn) && !isFree) {
      throw askedOtherwise(wish.version);
    }
    // A pause that somebody asked for is not cut short.
    if (row.state === 'running') return describeRelease(row);
    // Another wish is looked at as a new one is.
    if (!isSame(row, wish) || !isOwn) {
      const { version, asked } = wish;
      await this.#plan(repository, { version, ...asked, dryRun: false });
    }
    await store.again(row, { ...wish, personRef });
    onAsked();
    const { forgeId: id, version } = row;
    return describeRelease(
      (await store.find({ forge, forgeId: id, version }))!,
    );
  }

  async #plan(
    repository: RepositoryRow,
    { version, notes, archive: account }: ReleaseRequest,
  ): Promise<Plan> {
    const { forgeOf, archiveOf } = this.#parts;
    const { personRef, name } = repository;
    const forge = await forgeOf(personRef, repository.account);
    if (!forge) throw forgeNotLinked(repository.account);
    const archive = account && (await archiveOf(personRef, account));
    if (account && !archive) throw archiveNotLinked(account);
    const wanted = { name, version, notes };
    const plan = await this.#planned(forge, async () => {
      const place = await placeOf(forge, repository);
      if (account && place.visibility === 'private') {
        throw archiveOfPrivate(place.url);
      }
      return planRelease(forge, place, wanted);
    });
    if (account && plan.described.creators.length === 0) throw nobodyNamed();
    return plan;
  }

  async #planned<T>(forge: Forge, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      throw explain(error, { forge });
    }
  }

  async #archives(personRef: string | undefined) {
    if (!personRef) return [];
    const { items } = await this.#parts.accounts.list(personRef);
    return items
      .filter(({ kind, shared }) => kind === 'archive' && !shared)
      .map(describeArchive);
  }
}

function describeArchive({ id, title, url, health }: LinkedAccount) {
  const { state, reason } = health;
  return {
    ...{ account: id, title, url },
    ...(state !== 'working' && reason && { trouble: reason }),
  };
}

function isSame(
  row: Pick<ReleaseRow, 'asked'>,
  wish: Pick<ReleaseRow, 'asked'>,
): boolean {
  const of = ({ notes, archive }: ReleaseRow['asked']) =>
    JSON.stringify([notes ?? '', archive ?? '']);
  return of(row.asked) === of(wish.asked);
}

function plannedRelease(
  plan: Plan,
  asked: ReleaseRequest,
  { waitMs }: Pick<Images, 'waitMs'>,
): Release {
  const { tag, section, image } = plan;
  const hasArchive = asked.archive !== undefined;
  return {
    ...{ version: asked.version, tag, state: 'planned', changelog: section },
    steps: plannedSteps({ hasArchive, image, waitMs }),
    files: pathsOf(plan, asked),
    dryRun: true,
  };
}

/** Which they are is known before the DOI is. */
function pathsOf(plan: Plan, { archive }: Pick<ReleaseRequest, 'archive'>) {
  const doi = archive === undefined ? undefined : '10.5281/zenodo.0';
  return plan.filesWith(doi).map(({ path }) => path);
}
