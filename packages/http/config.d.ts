export interface Config {
  http?: {
    /**
     * Hosts that addresses which people give may lead to although they are in
     * private networks: of storages and other services in your own house. Each is
     * `host`, `host:port`, `*.domain` or `network/prefix`. Default none: an address
     * that leads to this machine or into a private network is refused.
     */
    allowedHosts?: string[];
  };
}
