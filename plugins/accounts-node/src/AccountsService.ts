import type {
  AccountHealth,
  AccountKind,
} from '@astrolabe/plugin-accounts-common';

/** How rclone reaches a storage. @public */
export interface RcloneRemote {
  /** A backend of rclone, such as `webdav`. */
  type: string;
  options: Record<string, string>;
  /** Options whose values are in clear text here, and kept nowhere. */
  secrets: Record<string, string>;
  /** The folder that is its root, such as a bucket. */
  root?: string;
}

/** A service that a person has linked. @public */
export interface LinkedAccount {
  /** Theirs alone among their accounts: a DNS label. */
  id: string;
  /** Id of the provider. */
  service: string;
  kind: AccountKind;
  title: string;
  url?: string;
  user?: string;
  health: AccountHealth;
  /** ISO 8601, UTC. */
  expiresAt?: string;
}

/** Who uses a secret, and for what: it is written to the audit log. @public */
export interface SecretUse {
  /** The room. */
  by: string;
  /** Such as the id of a workload. */
  objectId: string;
  /** The community that it happens in: its secrets count, too. */
  communityId?: string;
}

/** What people have linked and kept secret, for other rooms of this process. @public */
export interface AccountsService {
  /** Storages and other services that a person has linked. Quick: from the database. */
  list(ownerRef: string): Promise<LinkedAccount[]>;

  /** How rclone reaches a linked storage; undefined when it is linked no more. */
  remote(
    ownerRef: string,
    accountId: string,
  ): Promise<RcloneRemote | undefined>;

  /** Asks the service itself whether the account works; keeps and tells what came out. */
  verify(
    ownerRef: string,
    accountId: string,
    options: { withinMs: number },
  ): Promise<AccountHealth>;

  /** Value of a secret for a use that is written to the audit log; undefined when there is none. */
  secret(
    ownerRef: string,
    name: string,
    use: SecretUse,
  ): Promise<string | undefined>;
}
