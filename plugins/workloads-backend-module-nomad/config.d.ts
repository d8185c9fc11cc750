export interface Config {
  workloads?: {
    /** Without this, nothing runs on Nomad. */
    nomad?: {
      /** A server, or a proxy before several, where a region names none of its own. */
      url?: string;
      /**
       * Token of the portal. Its policy is in the README of this module.
       * @visibility secret
       */
      token?: string;
      /** PEM files for mutual TLS. */
      tls?: {
        caFile?: string;
        certFile?: string;
        keyFile?: string;
      };
      /** Where the jobs of this portal are, unless `terms` say otherwise. Default: `default`. */
      namespace?: string;
      /**
       * Before the ids of all jobs of this portal. Two portals on one Nomad
       * need two: each stops jobs with its own prefix that it does not know.
       * Default: `astrolabe`.
       */
      jobPrefix?: string;
      /** Of nodes that are used, unless `terms` say otherwise. Default: `default`. */
      nodePool?: string;
      /** One engine is made for each. */
      regions: Array<{
        name: string;
        url?: string;
        /** Default: each datacentre that has a node is a site. */
        sites?: Array<{
          datacenter: string;
          /** For people. Default: the datacentre's name. */
          title?: string;
        }>;
      }>;
      drivers?: {
        /** Of tasks with an image. Default: `docker`. */
        containers?: string;
        /**
         * Of tasks with a command alone, such as `exec`. Default: none, and
         * such tasks are refused. `raw_exec` is no wall between people.
         */
        processes?: string;
      };
      /**
       * Images in which tasks of an environment run; `npm run images` builds
       * them. Without this, such tasks are refused.
       */
      environments?: {
        /** Before the names of images: `registry.example.org/astrolabe`. */
        registry: string;
        /** Folders with environments. Default: `workloads.local.environmentRoots`. */
        roots?: string[];
      };
      /**
       * Whether storages may be mounted: nodes have to let containers have the
       * power `sys_admin`, which only the task that mounts gets. Default: false.
       */
      mounts?: boolean;
      /** Of GPUs, as Nomad's device plugin calls them. Default: `nvidia/gpu`. */
      gpuDevice?: string;
      /** What a node has to be, such as `meta.status = ready`. */
      nodeRules?: Array<{
        /** Such as `meta.status`. */
        attribute: string;
        /** As Nomad calls it. Default: `=`. */
        operator?: string;
        value: string;
        /** For people, after "it needs": `a node whose health check passed`. */
        title: string;
        /** Whether a node that breaks it may keep it later. Default: false. */
        temporary?: boolean;
      }>;
      /** Of nodes that keep the rules, which are taken first, or last. */
      preferences?: Array<{
        /** Such as `node.datacenter` or `meta.tags`. */
        attribute: string;
        /** As Nomad calls it. Default: `=`. */
        operator?: string;
        value: string;
        /** From -100, rather not, to 100; not 0. */
        weight: number;
      }>;
      /** 1 to 100. Default: 50. */
      priority?: number;
      /**
       * Other terms for some: the first that are for a workload's owner and
       * lifetime hold for it. What is missing is as it is for everybody. A
       * workload stays in the namespace where it is.
       */
      terms?: Array<{
        /** Entity refs: people, tiers, groups of their session. Default: everybody. */
        of?: string[];
        /** `service`, `batch`, `try`, `on-demand`. Default: all. */
        lifetimes?: string[];
        /** It has to be there, and the token's policy has to allow it. */
        namespace?: string;
        /** Of nodes that are used for these alone. */
        nodePool?: string;
        priority?: number;
        /** Beside those for everybody. */
        nodeRules?: Array<{
          attribute: string;
          operator?: string;
          value: string;
          title: string;
          temporary?: boolean;
        }>;
        /** Instead of those for everybody. */
        preferences?: Array<{
          attribute: string;
          operator?: string;
          value: string;
          weight: number;
        }>;
      }>;
      /** Where snapshots are pushed. Without it, none are taken. */
      snapshots?: {
        /** Host and path in lower case, such as `registry.example.org/snapshots`. */
        registry: string;
        /** Who may delete there. */
        username?: string;
        /**
         * Needed with a username.
         * @visibility secret
         */
        password?: string;
        /** The job of deploy/nomad/snapshot. Default: astrolabe-snapshot. */
        job?: string;
        /** The registry speaks no TLS. Default: false. */
        insecure?: boolean;
      };
      /** How long a node may be away until its workloads count as lost. Default: 48 h. */
      lostAfterSeconds?: number;
      /**
       * How long a node may be away until trials on it end, and batch jobs that may
       * be restarted begin anew elsewhere. It has to be longer than Nomad's servers
       * take to elect a leader. Default: 60.
       */
      awaySeconds?: number;
      /**
       * How long a program that is asked for its health may give no good answer
       * until it is started again. One that works on something for longer without
       * answering loses it. Default: 300.
       */
      silentSeconds?: number;
      /** Bytes kept of each of a task's two outputs. Default: 16 MiB. */
      logBytes?: number;
      /** Seconds that a task has between the signal to end and being killed. Default: 10. */
      stopGraceSeconds?: number;
      /** Everything is read anew, even when nothing broke. Default: 3600. */
      resyncSeconds?: number;
      /**
       * Seconds that an endpoint stays where it was last known to be while Nomad's
       * servers do not answer; after that its address may be somebody else's, and it
       * is closed until they do. Default: 900.
       */
      addressSeconds?: number;
      /** How many items of a list are asked for at once. Default: 1000. */
      pageSize?: number;
    };
  };
}
