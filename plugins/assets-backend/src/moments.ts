/** As tables have moments: UTC, ISO 8601. */
export function nowIso(): string {
  return inMs(0);
}

/** From now; of one that is over, a number below 0. */
export function inMs(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}
