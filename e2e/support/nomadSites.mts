/** The part of a configuration that names sites of a Nomad on this machine, with programs of its nodes. */
export function nomadSites(port: number, sites: Record<string, string>) {
  return {
    url: `http://127.0.0.1:${port}`,
    drivers: { processes: 'raw_exec' },
    logBytes: 2 * 1024 ** 2,
    regions: [
      {
        name: 'r1',
        sites: Object.entries(sites).map(([datacenter, title]) => ({
          datacenter,
          title,
        })),
      },
    ],
  };
}
