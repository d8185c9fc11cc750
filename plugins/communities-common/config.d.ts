interface AmountsConfig {
  /** Workloads that have not ended. */
  workloads?: number;
  cpuCores?: number;
  memoryGiB?: number;
  diskGiB?: number;
  gpuCount?: number;
}

/** Of one workload, but `workloads`: as many as one person may have. */
interface TierConfig extends AmountsConfig {
  /** Longest life of a workload. */
  hours?: number;
  /**
   * The tier whose permissions it has too. Default: as built in; of another
   * tier: none. What another tier does not limit, it has from that tier.
   */
  inherits?: string;
  /**
   * Names of permissions beyond those that it inherits (docs/operator.md).
   * Default: as built in; of another tier: none.
   */
  permissions?: string[];
  /** What people call a tier that is not built in. Default: its name. */
  title?: string;
}

export interface Config {
  auth?: {
    providers?: {
      /** Development sign-in has no settings of its own: leave it empty. */
      demo?: object;
      /** Access tokens of programs have no settings here: leave it empty. */
      'access-token'?: object;
      /** Sign-in by `communities.signIn.providers`: leave it empty. */
      session?: object;
    };
  };
  communities?: {
    /** Access tokens that people give to programs. */
    tokens?: {
      /** Life unless its maker says otherwise. Default: 90, or mostDays if that is less. */
      days?: number;
      /** 1 to 365. Default: 365. */
      mostDays?: number;
      /** How many one person may have at a time. 1 to 200. Default: 20. */
      perPerson?: number;
    };
    /** Who did what, as the portal keeps it. */
    audit?: {
      /** Days after which an entry is removed. 1 to 3650. Default: 365. */
      days?: number;
    };
    /**
     * The communities that this portal serves besides itself, each a block or a
     * file (`- $include: communities/imagine.yaml`): schemas/community.schema.json.
     * A changed file holds without a restart.
     */
    list?: object[];
    /**
     * Id of the community whose portal it is where neither a host nor a path
     * says another. Default: `default`, the portal itself.
     */
    portal?: string;
    /**
     * What the tiers allow, where it shall be something else than the built-in
     * table (docs/operator.md). What is not named stays as it is there. Another
     * name than demo, full, manager and operator declares another tier.
     */
    tiers?: { [id: string]: TierConfig };
    /**
     * What several workloads may hold together at the same time. A launch or
     * restart has to fit into all that it counts in.
     */
    quotas?: (AmountsConfig & {
      /**
       * Lower case letters, digits and hyphens. `try` and `try-all` replace the
       * built-in ones for trials: 3 of one person, 30 of everybody.
       */
      id: string;
      /** What people call it. Default: the id. */
      title?: string;
      /**
       * Entity refs of whom it is for: people (`user:default/ada`), tiers
       * (`group:default/tier-full`) or groups of their session. Default:
       * everybody.
       */
      of?: string[];
      /**
       * `person`: the workloads of each person count for themselves. `all`:
       * those of all whom it is for are added up. Default: person.
       */
      per?: 'person' | 'all';
      /** Kinds of lifetime that count. Default: all. */
      lifetimes?: ('service' | 'batch' | 'try' | 'on-demand')[];
      /** Longest life of each workload that counts: it is lowered to that. */
      hours?: number;
      /** GPUs of single models. */
      gpuModels?: { model: string; count: number }[];
    })[];
    signIn?: {
      /** Development sign-in: anyone who reaches the portal may be anyone. */
      demo?: {
        /**
         * Default false. The backend does not start with `true` when
         * `auth.environment` or NODE_ENV is `production`. The page that offers
         * it reads this too, so that it can say why nobody can sign in.
         * @visibility frontend
         */
        enabled?: boolean;
      };
    };
  };
}
