import type { Config } from '@backstage/config';

/**
 * What is read from the configuration, as it is at present: a change holds at
 * once. One that is refused is logged, and changes nothing.
 *
 * @param what - is read, for the log
 * @throws Error of `read` when it is wrong at first
 * @public
 */
export function followConfig<T>(
  config: Config,
  read: (config: Config) => T,
  { what, logger }: { what: string; logger: { error(said: string): void } },
): () => T {
  let present = read(config);
  config.subscribe?.(() => {
    try {
      present = read(config);
    } catch (error) {
      logger.error(`${what} stay as they were: ${(error as Error).message}`);
    }
  });
  return () => present;
}
