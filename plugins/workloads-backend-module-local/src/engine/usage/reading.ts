/** What something has used until now; what is not known is missing. */
export interface Reading {
  /** Of processors, since it began. */
  cpuSeconds?: number;
  memoryBytes?: number;
}

/** What is not known of one is not known of all. */
export function addUp(readings: Reading[]): Reading {
  return {
    cpuSeconds: sum(readings.map(({ cpuSeconds }) => cpuSeconds)),
    memoryBytes: sum(readings.map(({ memoryBytes }) => memoryBytes)),
  };
}

function sum(amounts: (number | undefined)[]): number | undefined {
  return amounts.reduce(
    (all, one) =>
      all === undefined || one === undefined ? undefined : all + one,
    0,
  );
}
