import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Authorizer } from '@astrolabe/http';
import {
  assetCreatePermission,
  assetEntityRef,
  checkAsset,
  mendAsset,
  type AssetCheck,
  type AssetProblem,
  type AssetSpec,
  type Registration,
  type RegistrationRequest,
} from '@astrolabe/plugin-assets-common';
import { assetNameOf } from '@astrolabe/plugin-assets-node';
import type { Forge, ForgeRepository } from '../forges';
import type { CallerOptions } from '../service/types';
import type { Catalogue, SourceOf } from './Catalogue';
import {
  metadataMissing,
  moduleExists,
  repositoryElsewhere,
  repositoryNotFound,
  repositoryNotWritable,
  repositoryPrivate,
  repositoryRegistered,
} from './changeProblems';
import { checkMetadata } from './checkMetadata';
import { repositoryKinds, type RepositoryKind } from './kinds';
import { placeIn } from './placeIn';
import { explained, forgeNotLinked } from './problems';
import type { Proposals } from './Proposals';
import { PUBLISHED, type ForgeOf } from './PublishedSource';
import { LARGEST, readmeOf } from './Rereader';
import { environmentAt, missingIn } from '../trust';
import { placeOf } from './placeOf';
import type { RepositoryRow, RepositoryStore } from './RepositoryStore';

const MEND_IT = {
  code: 'METADATA_MENDABLE',
  nextStep:
    'Have the mend proposed to it (`mend`): once that is taken in, it can be made a module.',
};

/** Makes modules and tools of repositories that people have already. */
export class Registrar {
  readonly #parts: {
    authorizer: Authorizer;
    catalogue: Catalogue;
    forgeOf: ForgeOf;
    meet: (credentials: BackstageCredentials) => Promise<void>;
    proposals: Proposals;
    sourceOf: SourceOf;
    repositories: RepositoryStore;
  };

  constructor(parts: {
    authorizer: Authorizer;
    catalogue: Catalogue;
    forgeOf: ForgeOf;
    /** Notes who registers: what is checked later is so in their name. */
    meet: (credentials: BackstageCredentials) => Promise<void>;
    proposals: Proposals;
    /** Id of the source that an asset of the catalogue is from. */
    sourceOf: SourceOf;
    repositories: RepositoryStore;
  }) {
    this.#parts = parts;
  }

  /** The same one twice is one: by what it is called, and by the forge's own id. */
  async register(
    asked: RegistrationRequest,
    { credentials }: CallerOptions,
  ): Promise<Registration> {
    const { authorizer, catalogue, forgeOf, meet } = this.#parts;
    const { proposals, repositories } = this.#parts;
    const personRef = await authorizer.requirePerson(
      assetCreatePermission,
      credentials,
    );
    const { account, showsPrivate = false, dryRun = false } = asked;
    const forge = await forgeOf(personRef, account);
    if (!forge) throw forgeNotLinked(account);
    return explained(forge, async () => {
      const found = await repositoryOf(forge, asked);
      const by = { forge, personRef, account };
      const { kind, content, documentation } = await readFrom(forge, found);
      const { name, left } = await this.#nameOf(found, kind, by);
      const check = checkAsset(content, kind.id);
      const { owner, url, branch, visibility } = found;
      const registration: Registration = {
        ...{ name, url, branch, visibility, dryRun },
        entityRef: assetEntityRef(kind.id, name),
        title: check.spec?.title ?? name,
        problems: check.problems,
      };
      const isModule = kind.id === 'module';
      if (isModule && !check.valid && asked.mend) {
        const proposal = await proposals.proposeMend(forge, found, { dryRun });
        if (proposal) return { ...registration, proposal };
      }
      assertValid({ kind, name, content, check }, found);
      if (!isModule) {
        const more = await notReady(forge, found, { name, spec: check.spec });
        registration.problems = [...check.problems, ...more];
      }
      if (dryRun) return registration;
      await meet(credentials);
      if (left) await repositories.handOver(left, { personRef, account });
      const row = {
        ...{ kind: kind.id, name, personRef, account },
        ...{ owner, repository: found.name, url },
        ...{ forge: forge.pages, forgeId: found.id, branch, visibility },
        ...{ showsPrivate, content, documentation },
      };
      // What else it says is read as soon as it is there.
      const isAdded = await catalogue.add(row, new Date().toISOString());
      if (!isAdded) throw moduleExists(name, kind.id);
      return registration;
    });
  }

  /**
   * One that was renamed at the forge keeps the name that it has here, also where
   * whoever put it here has left it: then it is of who may write to it now.
   */
  async #nameOf(
    found: ForgeRepository,
    { id: kind }: RepositoryKind,
    by: { forge: Forge; personRef: string; account: string },
  ): Promise<{ name: string; left?: RepositoryRow }> {
    const { repositories, sourceOf } = this.#parts;
    const row = await repositories.byForgeId(by.forge.pages, found.id);
    const isMine =
      row?.personRef === by.personRef && row.account === by.account;
    if (row && !isMine && !(await this.#hasLeft(row))) {
      throw repositoryRegistered(found.url, row.name);
    }
    const name = row?.name ?? assetNameOf(found.name);
    // One that was just taken out is still on its way; one may become another kind.
    const isOfOthers =
      row?.kind !== kind &&
      ![undefined, PUBLISHED].includes(sourceOf(name, kind));
    const same = row ? undefined : await repositories.get(name);
    if (isOfOthers || same) throw moduleExists(name, same?.kind ?? kind);
    return { name, left: isMine ? undefined : row };
  }

  /** Whether its forge says of whoever put it here that they may not write to it any more. */
  async #hasLeft(row: RepositoryRow): Promise<boolean> {
    const { personRef, account } = row;
    const forge = await this.#parts.forgeOf(personRef, account);
    const found = await placeOf(forge, row).catch(() => undefined);
    return found?.mayWrite === false;
  }
}

async function repositoryOf(
  forge: Forge,
  { repository, showsPrivate }: RegistrationRequest,
): Promise<ForgeRepository> {
  const place = placeIn(forge.pages, repository);
  if (!place) throw repositoryElsewhere(repository, forge.pages);
  const found = await forge.find(place);
  if (!found) {
    throw repositoryNotFound(`${forge.pages}/${place.owner}/${place.name}`);
  }
  if (!found.mayWrite) throw repositoryNotWritable(found);
  const isHidden = found.visibility === 'private' && !showsPrivate;
  if (isHidden) throw repositoryPrivate(found);
  return found;
}

async function readFrom(forge: Forge, repository: ForgeRepository) {
  const { branch } = repository;
  for (const kind of repositoryKinds) {
    const content = await forge.read(repository, kind.file, branch);
    if (content === undefined) continue;
    const documentation = await readmeOf(forge, repository, branch);
    return { kind, content, documentation };
  }
  throw metadataMissing(repository);
}

/** What of a tool would keep it from being launched once the operator has agreed. */
async function notReady(
  forge: Forge,
  found: ForgeRepository,
  { name, spec }: { name: string; spec?: AssetSpec },
): Promise<AssetProblem[]> {
  const files = await environmentAt(forge, found, found.branch);
  return missingIn(spec ?? {}, { name, files }).map(message => ({
    ...{ severity: 'warning', pointer: '', line: 1, column: 1, message },
  }));
}

/** Says also whether the portal could mend it. */
function assertValid(
  read: {
    kind: RepositoryKind;
    name: string;
    content: string;
    check: AssetCheck;
  },
  { url }: ForgeRepository,
): void {
  const { kind, name, content, check } = read;
  const isMendable =
    kind.id === 'module' &&
    !check.valid &&
    content.length <= LARGEST &&
    mendAsset(content, { kind: 'module' }).check.valid;
  const how = isMendable ? MEND_IT : undefined;
  const where = `${kind.file} of ${url}`;
  checkMetadata(content, { kind, where, name }, how);
}
