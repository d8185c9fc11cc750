/** What times are told by; tests set it forward. */
export const clock = { now: () => Date.now() };

/** Now, or so many seconds later, as times are kept. */
export function isoTime(laterSeconds = 0): string {
  return new Date(clock.now() + laterSeconds * 1000).toISOString();
}
