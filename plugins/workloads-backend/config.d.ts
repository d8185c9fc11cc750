export interface Config {
  workloads?: {
    /**
     * Ids of the engines that take new workloads, the preferred one first.
     * What runs on others goes on, and can be restarted there. Default: all
     * that are installed, in the order in which they were added. The portal
     * does not start with an id that no installed module brings.
     */
    launchEngines?: string[];
    /**
     * Seconds that an engine has to say where something could run. Whoever is
     * slower counts as not answering, has a tenth of it until an answer comes,
     * and nothing goes there unless a person chooses it. 0.05 to 60. Default: 3.
     */
    engineAnswerSeconds?: number;
    /** How soon what is open ends, when whoever opened it may not any more. */
    standing?: {
      /**
       * Seconds between two looks at what stays open: WebSockets, long answers,
       * terminals. Each new request is asked about anyway, with an answer that is
       * 5 seconds old at most, or half of this. 0.1 to 300. Default: 10.
       */
      everySeconds?: number;
      /**
       * Seconds for which the last answer holds while nobody says what people may
       * do; then what is open closes. 0 to 3600. Default: 60.
       */
      graceSeconds?: number;
    };
    /** What people are told of sites beside what engines tell. */
    sites?: Array<{
      /** As `astrolabe capacity` shows it. */
      id: string;
      /** In degrees, for the map of the Sites page: north is positive. */
      latitude: number;
      /** East is positive. */
      longitude: number;
    }>;
    /**
     * Requests that one person, or one address where nobody is signed in, may
     * make in a minute. More are answered with 429. Default: 300.
     */
    requestsPerMinute?: number;
    /** Advice on where something could start now: up to twelve dry runs at each site. */
    advice?: {
      /**
       * Seconds after which no further dry run is begun; what was asked until
       * then is answered. 0.05 to 60. Default: 10.
       */
      seconds?: number;
      /**
       * How often one person may ask in a minute, and have snapshots measured or
       * taken; then 429. Default: 10.
       */
      requestsPerMinute?: number;
    };
    /**
     * Seconds after which everything is compared with the engines once more,
     * beyond what they tell by themselves; also the longest pause before what
     * failed is tried again. 0.05 to 2000000. Default: 30.
     */
    resyncSeconds?: number;
    /**
     * What is remembered of runs that have ended, without whose they were. From
     * it the portal estimates how long something waits: with less, worse.
     */
    history?: {
      /** Days after its end that a run is forgotten. 1 to 36500. Default: 365. */
      days?: number;
      /** Runs that are kept at most. 100 to 10000000. Default: 100000. */
      rows?: number;
    };
    /** Logs of what has ended: they stay readable when its engine has forgotten it. */
    keptLogs?: {
      /**
       * Bytes kept of the end of each task's log, in the database, until its
       * owner deletes the workload. 0 to 104857600. Default: 5 MiB.
       */
      bytesPerTask?: number;
    };
    /**
     * What batch jobs have left in their folder of artefacts: copied into the
     * database when they have ended, until their owner deletes them, so that it
     * stays when their engine has removed its files. What is beyond a limit is named
     * in the list of artefacts, and can be had as long as its engine has it.
     */
    keptArtefacts?: {
      /** Bytes of one file, at most. Default: 32 MiB. */
      bytesEach?: number;
      /** Bytes of one run, at most; 0: nothing is copied. Default: 128 MiB. */
      bytesPerRun?: number;
      /** Bytes of all runs of a person, at most. Default: 1 GiB. */
      bytesPerPerson?: number;
    };
    /** What people may keep of what their workloads have become. */
    snapshots?: {
      /** Bytes of one snapshot, at most; a larger one is refused or ended. Default: 10 GiB. */
      bytesEach?: number;
      /** Bytes of all snapshots of a person, at most. Default: 15 GiB. */
      bytesPerPerson?: number;
      /** How many snapshots a person may have; 0: none. 0 to 500. Default: 20. */
      perPerson?: number;
    };
    /** What workloads use: processors, memory, disk and GPUs. */
    usage?: {
      /**
       * Seconds between two measurements of a workload that runs; 0: nothing is
       * measured, and nothing counts as idle. 0 to 86400. Default: 60.
       */
      everySeconds?: number;
      /**
       * Workloads that are measured in a second, at each engine. With more that
       * run, each is measured more rarely. 0.1 to 1000. Default: 20.
       */
      perSecond?: number;
      /**
       * Days that it is kept by the hour; as it was measured it is kept for one
       * day. It goes with its workload. 1 to 3650. Default: 31.
       */
      days?: number;
    };
    /**
     * What nobody uses: its owner is warned twice, then it is stopped, and keeps its
     * files. Use is a request through the gateway, an open terminal, or work of its
     * processors. What has a batch or try lifetime is never stopped so. Without this,
     * nothing is; `{}` takes the defaults.
     */
    idle?: {
      /** Hours without use after which its owner is warned. Default: 72. */
      afterHours?: number;
      /** Hours between the warnings, and from the second to its end. Default: 24. */
      graceHours?: number;
      /** Who uses fewer cores than this does nothing. 0 to 1000. Default: 0.1. */
      cpuCores?: number;
      /**
       * Takes a snapshot for its owner before it is stopped, where there is room
       * for one and its site can; else it is stopped without. Default: false.
       */
      snapshot?: boolean;
    };
    /** What people are told of their workloads while they are away. */
    notices?: {
      /** The mail server. Without it no mail is sent. */
      smtp?: {
        host: string;
        /** Default: 465 with `tls`, 587 with `starttls`, 25 with `none`. */
        port?: number;
        /**
         * `tls` from the first byte, or `starttls`, without which nothing is
         * sent; `none` only without a username. Default: starttls.
         */
        security?: 'tls' | 'starttls' | 'none';
        username?: string;
        /**
         * Needed with a username.
         * @visibility secret
         */
        password?: string;
        /** Sender of the mails, such as `Astrolabe <portal@example.org>`. */
        from: string;
      };
    };
    /** How datasets are fetched that people ask for when they launch something. */
    datasets?: {
      /**
       * Address of a proxy through which repositories are reached from where
       * workloads run, without a password. Default: none.
       */
      proxy?: string;
      /** Names, and addresses, that are reached without the proxy. */
      noProxy?: string[];
      /**
       * File with the certificates of the authorities that are trusted, in
       * PEM, in place of the usual ones: for a proxy that looks into TLS, or a
       * repository with an authority of its own.
       */
      caFile?: string;
    };
    /** Storages that may be mounted into what people launch. */
    storage?: {
      /**
       * For how many minutes what a workload could not copy back into its
       * storage at its end is tried again; it holds its place meanwhile. 0 to
       * 1440; 0: not at all. Default: 60.
       */
      copyBackMinutes?: number;
      /** Accounts that people are given, beside those that they have linked. */
      accounts?: {
        /** Of the account, and of its folder: lower-case letters, digits and hyphens. */
        id: string;
        /** Address of its WebDAV, as it is reached from where workloads run. */
        url: string;
        /**
         * What answers there: nextcloud, owncloud, infinitescale, sharepoint,
         * sharepoint-ntlm, fastmail, rclone or other. Default: other.
         */
        vendor?: string;
        user: string;
        /**
         * Handed to the engine with each workload that mounts it.
         * @visibility secret
         */
        password: string;
        /** Entity refs of whom it is for. Default: everybody. */
        people?: string[];
      }[];
    };
    /**
     * Sites whose endpoints an ingress of theirs carries, such as the Traefik of
     * `deploy/nomad`: requests go there and not through the portal, which it asks
     * whether each may pass. Endpoints of other sites are behind the gateway.
     */
    ingresses?: Array<{
      /** As `astrolabe capacity` names it, such as `global.ifca`. */
      siteId: string;
      /**
       * Where browsers reach it. Endpoints are at names before this host, so DNS
       * and TLS need a wildcard there.
       */
      baseUrl: string;
      /**
       * Where it reaches the gateway. Default: `ingress.` before the host of
       * `gateway.baseUrl`.
       */
      gatewayUrl?: string;
      /**
       * With which it says who it is; at least 32 characters.
       * @visibility secret
       */
      secret: string;
    }>;
    gateway?: {
      /**
       * Address that the gateway to workloads listens on. Anything but
       * loopback lets others in, with a ticket. Default: 127.0.0.1.
       */
      host?: string;
      /** Port that it listens on. Default: 7008. */
      port?: number;
      /**
       * Where browsers reach it. Endpoints are at names before this host, so
       * DNS and TLS need a wildcard there. Default: http://apps.localhost:7008.
       */
      baseUrl?: string;
    };
  };
}
