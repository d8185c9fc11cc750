import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  StorageAccount,
  StorageAccounts,
  StorageRemote,
} from '@astrolabe/plugin-workloads-node';

const KEY = 'workloads.storage.accounts';
const ID = /^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/;
const VENDORS = [
  ...['nextcloud', 'owncloud', 'infinitescale', 'sharepoint'],
  ...['sharepoint-ntlm', 'fastmail', 'rclone', 'other'],
];

interface Entry {
  id: string;
  remote: StorageRemote;
  /** Whose it is; undefined: everybody's. */
  people?: string[];
}

/** Accounts that an operator gives to people: a shared folder of a project, say. */
export class ConfiguredAccounts implements StorageAccounts {
  readonly id = 'configuration';
  readonly #entries: Entry[];

  /** @throws InputError that names the key and what is allowed */
  constructor(config: Config) {
    const entries = config.getOptionalConfigArray(KEY) ?? [];
    this.#entries = entries.map(readEntry);
    const ids = this.#entries.map(({ id }) => id);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice) throw new InputError(`${KEY} has '${twice}' twice`);
  }

  async list(ownerRef: string): Promise<StorageAccount[]> {
    return this.#of(ownerRef).map(({ id }) => ({ id }));
  }

  async remote(
    ownerRef: string,
    id: string,
  ): Promise<StorageRemote | undefined> {
    return this.#of(ownerRef).find(each => each.id === id)?.remote;
  }

  #of(ownerRef: string): Entry[] {
    return this.#entries.filter(
      ({ people }) => people?.includes(ownerRef) ?? true,
    );
  }
}

function readEntry(config: Config): Entry {
  const refuse = (key: string, value: string, allowed: string) =>
    new InputError(
      `Invalid value '${value}' for ${KEY}[].${key}: it has to be ${allowed}`,
    );
  const id = config.getString('id');
  if (!ID.test(id)) {
    throw refuse('id', id, '1 to 32 lower-case letters, digits and hyphens');
  }
  const url = config.getString('url');
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.password) {
    throw refuse('url', id, 'an http(s) address without a password');
  }
  const vendor = config.getOptionalString('vendor') ?? 'other';
  if (!VENDORS.includes(vendor)) {
    throw refuse('vendor', vendor, `one of ${VENDORS.join(', ')}`);
  }
  return {
    id,
    remote: {
      type: 'webdav',
      options: { url, vendor, user: config.getString('user') },
      secrets: { pass: config.getString('password') },
      ofPortal: true,
    },
    people: config.getOptionalStringArray('people'),
  };
}
