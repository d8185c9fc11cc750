export interface Config {
  workloads?: {
    /**
     * Id of the engine that runs new workloads. Default: the only one that is
     * installed; required once there are several.
     */
    defaultEngine?: string;
    /**
     * Requests that one person, or one address where nobody is signed in, may
     * make in a minute. More are answered with 429. Default: 300.
     */
    requestsPerMinute?: number;
    /**
     * Seconds after which everything is compared with the engines once more,
     * beyond what they tell by themselves; also the longest pause before what
     * failed is tried again. 0.05 to 2000000. Default: 30.
     */
    resyncSeconds?: number;
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
