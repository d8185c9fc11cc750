export interface Config {
  workloads?: {
    local?: {
      /**
       * Where workloads, their logs and installed packages are kept. Relative
       * to the folder that the portal is started in. Default: `data/local`.
       */
      dataDirectory?: string;
      /**
       * Folders that hold environments: `tools/jupyterlab` is
       * `<root>/tools/jupyterlab/environment/`. Default: none, and then only
       * programs of this machine and containers can run.
       */
      environmentRoots?: string[];
      environments?: {
        /**
         * Days that installed packages are kept which nobody uses; then they are
         * removed, and a workload that wants them waits until they are installed
         * again. Default: 30. 0: for ever.
         */
        keepDays?: number;
      };
      /**
       * What a graceful end of the portal does to what runs. `keep`: it runs
       * on (default). `stop`: it is stopped, and started again with the portal.
       */
      onShutdown?: 'stop' | 'keep';
      /** Id of this machine as a site. Default: `local`. */
      siteId?: string;
      /** Name of this machine for people. Default: `This machine`. */
      title?: string;
      containers?: {
        /**
         * The socket of Docker or Podman. Default: DOCKER_HOST, then the usual
         * places of both.
         */
        socketPath?: string;
      };
      /** What may be handed out, where it is not what the machine has. */
      capacity?: {
        /** May be more than there are: cores are shared. */
        cpuCores?: number;
        memoryBytes?: number;
        diskBytes?: number;
        /** Default: what the NVIDIA driver lists. */
        gpuCount?: number;
      };
      /**
       * `auto`: the kernel keeps memory and cores within limits where this
       * user may make control groups, and memory is watched elsewhere.
       * `watch`: memory is always watched. Default: `auto`.
       */
      limits?: 'auto' | 'watch';
      /**
       * Seconds that a task has between SIGTERM and SIGKILL. Default: 10. As all
       * seconds here: at most 2147483, or the portal does not start.
       */
      stopGraceSeconds?: number;
      /** Seconds that the tasks after the main one have, all together. Default: 300. */
      afterSeconds?: number;
      /** Seconds before the first restart; doubled each time, up to 60. Default: 1. */
      restartDelaySeconds?: number;
      /** Bytes kept of each task's output. Default: 16 MiB. */
      logBytes?: number;
      /** Workloads end as `disk-full` when fewer bytes than this are free. Default: 256 MiB. */
      minimumFreeDiskBytes?: number;
    };
  };
}
