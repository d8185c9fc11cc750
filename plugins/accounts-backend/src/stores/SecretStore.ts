/**
 * Where a secret is: names of folders, and last its own. `path` makes one, and
 * lets nothing through that means another place in some store.
 */
export type SecretPath = readonly string[];

/** What a secret is made of: fields and their values, in clear text. */
export type SecretData = Record<string, string>;

/** Whether a store can be used, and why not. */
export interface StoreHealth {
  /**
   * sealed: an operator has to open it; standby: none of its servers leads at
   * present; away: it does not answer, or not as it should.
   */
  state: 'ready' | 'sealed' | 'standby' | 'away';
  reason?: string;
}

/**
 * Keeps values of secrets, and knows nothing else about them. All calls take a
 * bounded time; one that cannot be answered is a {@link StoreAwayError}.
 */
export interface SecretStore {
  readonly id: string;

  /** Undefined: there is none. */
  read(
    path: SecretPath,
  ): Promise<{ data: SecretData; version: number } | undefined>;

  /**
   * Writes if the secret still has that version, 0 being none: of two who write
   * at once, one gets a {@link VersionError}.
   *
   * @returns the version that it has now
   */
  write(
    path: SecretPath,
    data: SecretData,
    options: { ifVersion: number },
  ): Promise<number>;

  /** With all its versions. Removing what is not there is no error. */
  remove(path: SecretPath): Promise<void>;

  /** Names right below; those of folders end with a slash. */
  list(path: SecretPath): Promise<string[]>;

  health(): Promise<StoreHealth>;
}
