/**
 * Adds what a program and a person go on with; Backstage's error answer carries
 * an error's own properties.
 */
export function withAdvice<E extends Error>(
  error: E,
  advice: { code: string; nextStep: string },
): E {
  return Object.assign(error, advice);
}
