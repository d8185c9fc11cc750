import type {
  AccountHealth,
  AccountKind,
  AccountTrouble,
} from '@astrolabe/plugin-accounts-common';
import type { SharedWithMe } from '@astrolabe/plugin-communities-common';

/** How rclone reaches a storage. @public */
export interface RcloneRemote {
  /** A backend of rclone, such as `webdav`. */
  type: string;
  options: Record<string, string>;
  /** Options whose values are in clear text here, and kept nowhere. */
  secrets: Record<string, string>;
  /** The folder that is its root, such as a bucket. */
  root?: string;
  /** User entity ref of whose it is, where another shares it with the person. */
  ownerRef?: string;
}

/** How a forge is spoken to in the name of a person. @public */
export interface ForgeAccess {
  /** Id of the provider. */
  service: string;
  /** As it was linked: of GitHub the address of its API, of others that of its pages. */
  url: string;
  /** Who one is there, where it said so. */
  user?: string;
  /** In clear text, and kept nowhere; of a kind that `Authorization: Bearer` takes. */
  token: string;
}

/** What came of trying to read a storage; no `trouble`: it can be read. @public */
export interface Probed {
  trouble?: AccountTrouble;
  /** One sentence, with nothing in it that is secret. */
  reason?: string;
}

/** How an archive is spoken to in the name of a person. @public */
export interface ArchiveAccess {
  /** Id of the provider. */
  service: string;
  /** Of its pages. */
  url: string;
  /** In clear text, and kept nowhere. */
  token: string;
}

/** How a registry of images is spoken to in the name of a person. @public */
export interface RegistryAccess {
  /** As it was linked, such as `https://registry.example.org`. */
  url: string;
  user: string;
  /** In clear text, and kept nowhere. */
  password: string;
}

/** Tries to read a storage, as it is read for people. @public */
export type StorageProbe = (
  remote: RcloneRemote,
  options: { withinMs: number },
) => Promise<Probed>;

/** A service that a person has linked, or that another shares with them. @public */
export interface LinkedAccount {
  /** Theirs alone among their accounts: a DNS label. */
  id: string;
  /** User entity ref. */
  ownerRef: string;
  /** Id of the provider. */
  service: string;
  kind: AccountKind;
  title: string;
  url?: string;
  user?: string;
  health: AccountHealth;
  /** ISO 8601, UTC. */
  expiresAt?: string;
  /** Of another's: what the person may. */
  shared?: SharedWithMe;
}

/** What a person has, as far as it can be told. @public */
export interface LinkedAccountList {
  items: LinkedAccount[];
  /** What others share cannot be told now; one's own are there. */
  incomplete?: boolean;
}

/** What a storage is reached for; `write` is also what a workload that mounts it does. @public */
export type RemotePurpose = 'read' | 'write';

/** Who uses a secret, and for what: it is written to the audit log. @public */
export interface SecretUse {
  /** The room. */
  by: string;
  /** Such as the id of a workload. */
  objectId: string;
  /** The community that it happens in: its secrets count, too. */
  communityId?: string;
}

/** Whether a secret can be used. @public */
export interface SecretState {
  name: string;
  state: 'ready' | 'missing' | 'expired';
  /** ISO 8601, UTC. */
  expiresAt?: string;
}

/** Secrets of one object alone, such as a workload: they come with it, and go with it. @public */
export interface ObjectSecrets {
  /** Keeps them; what does not come to its end is forgotten as a whole. */
  keep(
    ownerRef: string,
    values: Record<string, string>,
    use: SecretUse,
  ): Promise<void>;

  /** One of those of an object, for a use that is written to the audit log. */
  give(
    ownerRef: string,
    secret: { objectId: string; name: string },
    use: SecretUse,
  ): Promise<string | undefined>;

  /** Removes all of an object; doing it again is no error. */
  forget(objectId: string): Promise<void>;

  /**
   * Ids of the objects of all rooms that have had some since before then (ISO 8601,
   * UTC): those of launches are UUIDs, and no others are.
   */
  holders(before: string): Promise<string[]>;
}

/** What people have linked and kept secret, for other rooms of this process. @public */
export interface AccountsService {
  /**
   * Storages and other services that a person has linked, and what others share
   * with them. Quick: from the database.
   */
  list(personRef: string): Promise<LinkedAccountList>;

  /**
   * How rclone reaches a storage of a person, or one that is shared with them;
   * undefined when there is none any more.
   *
   * @throws ServiceUnavailableError where it is not their own, and nobody can say
   *   now whether it is shared with them
   * @throws NotAllowedError where it is shared for less than this purpose
   */
  remote(
    personRef: string,
    accountId: string,
    purpose: RemotePurpose,
  ): Promise<RcloneRemote | undefined>;

  /**
   * How a forge that a person has linked themselves is spoken to in their name;
   * undefined when there is none any more.
   *
   * @throws an error with advice where their sign-in there has ended
   */
  forge(personRef: string, accountId: string): Promise<ForgeAccess | undefined>;

  /** The same of an archive that gives out DOIs. */
  archive(
    personRef: string,
    accountId: string,
  ): Promise<ArchiveAccess | undefined>;

  /** The same of a registry of images. */
  registry(
    personRef: string,
    accountId: string,
  ): Promise<RegistryAccess | undefined>;

  /** Asks the service itself whether the account works; keeps and tells what came out. */
  verify(
    personRef: string,
    accountId: string,
    options: { withinMs: number },
  ): Promise<AccountHealth>;

  /** Value of a secret for a use that is written to the audit log; undefined when there is none. */
  secret(
    ownerRef: string,
    name: string,
    use: SecretUse,
  ): Promise<string | undefined>;

  /** Whether secrets of these names are there. Quick: from the database. */
  secretStates(
    ownerRef: string,
    names: readonly string[],
    options: { communityId?: string },
  ): Promise<SecretState[]>;

  /** Of one object alone. */
  readonly ofObjects: ObjectSecrets;
}
