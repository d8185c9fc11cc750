import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Authorizer } from '@astrolabe/http';
import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import {
  assetCreatePermission,
  type ForgeAccount,
  type ForgeOwner,
  type PublishedProject,
  type PublishRequest,
} from '@astrolabe/plugin-assets-common';
import type { Forge } from '../forges';
import type { Projects } from '../projects';
import type { CallerOptions } from '../service/types';
import type { Catalogue } from './Catalogue';
import { makeRepository, planOf, type Making } from './makeRepository';
import {
  explained,
  forgeNotLinked,
  keyReused,
  ownerUnknown,
  repositoryExists,
  stillBusy,
} from './problems';
import type { Publication, PublicationStore, Wish } from './PublicationStore';
import type { ForgeOf } from './PublishedSource';

/** Longer than all requests of one try may take. */
const LEASE_MS = 5 * 60_000;
const WAIT_MS = 60_000;
const LOOK_MS = 300;

/** Makes repositories of projects at forges that people have linked, each once. */
export class Publisher {
  readonly #parts: {
    accounts: AccountsService;
    authorizer: Authorizer;
    catalogue: Catalogue;
    forgeOf: ForgeOf;
    /** Notes who publishes: what is checked later is so in their name. */
    meet: (credentials: BackstageCredentials) => Promise<void>;
    projects: Projects;
    store: PublicationStore;
  };

  constructor(parts: {
    accounts: AccountsService;
    authorizer: Authorizer;
    catalogue: Catalogue;
    forgeOf: ForgeOf;
    meet: (credentials: BackstageCredentials) => Promise<void>;
    projects: Projects;
    store: PublicationStore;
  }) {
    this.#parts = parts;
  }

  /** The forges that a person has linked themselves. */
  async forges(options: CallerOptions): Promise<ForgeAccount[]> {
    const { items } = await this.#parts.accounts.list(
      await this.#person(options),
    );
    return items
      .filter(({ kind, shared }) => kind === 'forge' && !shared)
      .map(({ id, title, service, url, user, health }) => ({
        ...{ account: id, title, service, url, user },
        ...(health.state !== 'working' && { trouble: health.reason }),
      }));
  }

  async owners(account: string, options: CallerOptions): Promise<ForgeOwner[]> {
    const forge = await this.#forge(account, await this.#person(options));
    return explained(forge, () => forge.owners());
  }

  /**
   * Makes a repository of a project. The same key and wish give the same one; what
   * was cut short goes on, also under another key.
   */
  async publish(
    asked: PublishRequest,
    options: CallerOptions & { key: string },
  ): Promise<PublishedProject> {
    const personRef = await this.#person(options);
    const { account } = asked.to;
    const forge = await this.#forge(account, personRef);
    return explained(forge, async () => {
      const owner = await ownerOf(forge, asked.to.owner);
      // Where its source code will be is known: nobody has to have typed it.
      const wish = { ...asked, ownerUrl: owner.url };
      const project = await this.#parts.projects.make(wish, options);
      const making = {
        ...{ personRef, account, asked, project, forge },
        owner: owner.name,
      };
      this.#parts.catalogue.assertTakes(making);
      if (asked.dryRun) return planOf(making, this.#parts.catalogue);
      await this.#parts.meet(options.credentials);
      return this.#once(making, options.key);
    });
  }

  #person({ credentials }: CallerOptions): Promise<string> {
    const { authorizer } = this.#parts;
    return authorizer.requirePerson(assetCreatePermission, credentials);
  }

  async #forge(account: string, personRef: string): Promise<Forge> {
    const forge = await this.#parts.forgeOf(personRef, account);
    if (!forge) throw forgeNotLinked(account);
    return forge;
  }

  async #once(making: Making, key: string): Promise<PublishedProject> {
    const wish = wishOf(making, key);
    const { store } = this.#parts;
    for (const end = Date.now() + WAIT_MS; Date.now() < end; ) {
      const known = await store.byKey(wish);
      const isSame = known?.target === wish.target && known.wish === wish.wish;
      if (known && !isSame) throw keyReused();
      if (known?.result) return known.result;
      await this.#assertFree(making, wish);
      const publication = await store.take(wish, LEASE_MS);
      if (publication) return this.#try(making, publication);
      await setTimeout(LOOK_MS);
    }
    throw stillBusy();
  }

  /** One that is done is done: another wish of its name makes no second one. */
  async #assertFree({ forge, owner, project }: Making, wish: Wish) {
    const before = await this.#parts.store.byTarget(wish);
    if (!before?.result || before.key === wish.key) return;
    const found = await forge.find({ owner, name: project.name });
    if (found) throw repositoryExists(found.url);
  }

  async #try(making: Making, publication: Publication) {
    const { store, catalogue } = this.#parts;
    const { id, wish } = publication;
    let result: PublishedProject | undefined;
    try {
      result = await makeRepository(making, { id, wish, catalogue });
      return result;
    } finally {
      await store.giveBack(publication, result);
    }
  }
}

async function ownerOf(
  forge: Forge,
  wanted: string | undefined,
): Promise<ForgeOwner> {
  const owners = await forge.owners();
  const found = owners.find(
    ({ name }) => name.toLowerCase() === wanted?.toLowerCase(),
  );
  if (wanted === undefined || found) return found ?? owners[0];
  throw ownerUnknown(
    wanted,
    owners.map(({ name }) => name),
  );
}

function wishOf(
  { personRef, forge, owner, project, asked }: Making,
  key: string,
): Wish {
  const { template, values, to, mend } = asked;
  const wish = createHash('sha256')
    .update(JSON.stringify([template, values, to, ...(mend ? [mend] : [])]))
    .digest('hex');
  const target = `${forge.pages}/${owner}/${project.name}`.toLowerCase();
  return { personRef, key, target, wish };
}
