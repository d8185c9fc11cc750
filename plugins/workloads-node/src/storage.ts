import { createExtensionPoint } from '@backstage/backend-plugin-api';

/** A storage that a person may have mounted into what they launch. @public */
export interface StorageAccount {
  /** Theirs alone among their accounts: a DNS label. It is the name of its folder. */
  id: string;
  /** Address of its WebDAV. */
  url: string;
  /** What answers there, in the words of rclone's WebDAV: it decides on what the server can do. */
  vendor: string;
  user: string;
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
   * The password of an account of that person; undefined when there is none any
   * more. It is asked for when a workload goes to its engine, and kept nowhere.
   */
  password(ownerRef: string, accountId: string): Promise<string | undefined>;
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
