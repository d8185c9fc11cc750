import { GuardedProxy, type NetworkGuard } from '@astrolabe/http';

/** What rclone connects through, from when it is needed first. */
export class LazyProxy {
  readonly #guard: NetworkGuard;
  #started?: Promise<GuardedProxy>;

  constructor(guard: NetworkGuard) {
    this.#guard = guard;
  }

  async url(): Promise<string> {
    this.#started ??= GuardedProxy.start(this.#guard);
    return (await this.#started).url;
  }

  async stop(): Promise<void> {
    await (await this.#started)?.stop();
  }
}

/** Has all of rclone's connections go through the proxy: HTTP, and what is none; and what all storages are told. */
export function environmentWith(url: string): Record<string, string> {
  return {
    RCLONE_HTTP_PROXY: url,
    RCLONE_SFTP_HTTP_PROXY: url,
    RCLONE_FTP_HTTP_PROXY: url,
    // A folder of a bucket that has nothing in it is there as well.
    RCLONE_S3_DIRECTORY_MARKERS: 'true',
    RCLONE_GCS_DIRECTORY_MARKERS: 'true',
    RCLONE_AZUREBLOB_DIRECTORY_MARKERS: 'true',
  };
}
