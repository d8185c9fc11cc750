import { createExtensionPoint } from '@backstage/backend-plugin-api';

/** A storage that a person may have mounted into what they launch. @public */
export interface StorageAccount {
  /** Theirs alone among their accounts: a DNS label. It is the name of its folder. */
  id: string;
  /** What people call it. */
  title?: string;
  /** User entity ref of whose it is, where another shares it with the person. */
  ownerRef?: string;
}

/** How rclone reaches a storage. @public */
export interface StorageRemote {
  /** A backend of rclone, such as `webdav`. */
  type: string;
  options: Record<string, string>;
  /** Options whose values are in clear text here, and kept nowhere. */
  secrets: Record<string, string>;
  /** The folder that is its root, such as a bucket. */
  root?: string;
  /** User entity ref of whose it is, where another shares it with the person. */
  ownerRef?: string;
  /** It is nobody's own: the operator gives it to people, who never see its password. */
  ofPortal?: boolean;
}

/** Whether a storage lets its owner in. @public */
export interface StorageHealth {
  /** unknown: it did not say in time. */
  state: 'working' | 'failing' | 'expired' | 'unknown';
  /** A word for what is wrong, as linked accounts have it. */
  trouble?: string;
  reason?: string;
}

/**
 * Where storage accounts of people come from.
 *
 * @public
 */
export interface StorageAccounts {
  readonly id: string;

  /** The accounts of a person. Asked for each form and launch, so it has to be quick. */
  list(ownerRef: string): Promise<StorageAccount[]>;

  /**
   * Whether an account is that person's, of those whose list may leave some out
   * for a while.
   *
   * @throws ServiceUnavailableError when nobody can say now
   */
  has?(ownerRef: string, accountId: string): Promise<boolean>;

  /**
   * How an account of that person is reached; undefined when there is none any
   * more. Its secrets are asked for when a workload goes to its engine, and kept
   * nowhere.
   */
  remote(
    ownerRef: string,
    accountId: string,
  ): Promise<StorageRemote | undefined>;

  /** Asks the storage itself, before something is launched with it. */
  verify?(
    ownerRef: string,
    accountId: string,
    options: { withinMs: number },
  ): Promise<StorageHealth>;
}

/** @public */
export interface StorageAccountsExtensionPoint {
  addStorageAccounts(accounts: StorageAccounts): void;
}

/** Where other rooms bring the storages that people have linked. @public */
export const storageAccountsExtensionPoint =
  createExtensionPoint<StorageAccountsExtensionPoint>({
    id: 'workloads.storageAccounts',
  });

/** Whether a secret can be used. @public */
export interface PersonalSecretState {
  name: string;
  state: 'ready' | 'missing' | 'expired';
}

/** Of which launch secrets are kept that were given with it. @public */
export interface GivenTo {
  ownerRef: string;
  community: string;
  /** Of the workload, or of the array that it is one of. */
  launchId: string;
}

/** What people keep secret, for workloads whose manifest names it. @public */
export interface PersonalSecrets {
  /** Undefined when there is none of this name. Asked when a workload goes to its engine. */
  value(
    ownerRef: string,
    name: string,
    use: { workloadId: string; community: string },
  ): Promise<string | undefined>;

  /** Whether those of these names are there; asked before a launch, so it has to be quick. */
  states(
    ownerRef: string,
    names: readonly string[],
    options: { community: string },
  ): Promise<PersonalSecretState[]>;

  /** Keeps what was given with a launch. */
  keep(to: GivenTo, values: Record<string, string>): Promise<void>;

  /** One of these. */
  given(
    to: GivenTo & { workloadId: string },
    name: string,
  ): Promise<string | undefined>;

  /** Removes what was given with a launch; doing it again is no error. */
  forget(launchId: string): Promise<void>;

  /** Launches that something is kept of since before then (ISO 8601, UTC). */
  launches(before: string): Promise<string[]>;
}

/** @public */
export interface PersonalSecretsExtensionPoint {
  setPersonalSecrets(secrets: PersonalSecrets): void;
}

/** Where another room brings what people keep secret. @public */
export const personalSecretsExtensionPoint =
  createExtensionPoint<PersonalSecretsExtensionPoint>({
    id: 'workloads.personalSecrets',
  });
