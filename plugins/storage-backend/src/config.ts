import path from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** What the room is configured with; every default is here. */
export interface StorageOptions {
  home: { root: string; quotaBytes: number };
  rclone: { program?: string; folder: string; lock: string };
}

const GIGABYTE = 1000 ** 3;

/** Reads `storage`, and refuses what it cannot use. */
export function readStorageOptions(config: Config): StorageOptions {
  const storage = config.getOptionalConfig('storage');
  const text = (key: string) => storage?.getOptionalString(key);
  const quotaGigabytes =
    storage?.getOptionalNumber('home.quotaGigabytes') ?? 10;
  if (!(quotaGigabytes > 0)) {
    throw new InputError(
      `Invalid value ${quotaGigabytes} for storage.home.quotaGigabytes: it has to be greater than 0`,
    );
  }
  const program = text('rclone.path');
  return {
    home: {
      root: path.resolve(text('home.root') ?? 'data/storage'),
      quotaBytes: quotaGigabytes * GIGABYTE,
    },
    rclone: {
      program: program && path.resolve(program),
      folder: path.resolve(text('rclone.folder') ?? 'data/programs'),
      lock: path.resolve(
        text('rclone.lock') ??
          'catalog-info/side-tasks/storage/environment/requirements.txt',
      ),
    },
  };
}
