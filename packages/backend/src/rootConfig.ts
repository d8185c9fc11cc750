import { setTimeout as pause } from 'node:timers/promises';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigSources, type ConfigSource } from '@backstage/config-loader';

/** Between one look at a file that cannot be read and the next. */
const RETRY_MS = 1_000;

/**
 * The configuration, which follows its files for as long as the portal runs.
 * Backstage's own follows them until one cannot be read for a moment, such as
 * a YAML file with a slip, and then silently never again.
 */
export const rootConfigFactory = createServiceFactory({
  service: coreServices.rootConfig,
  deps: {},
  factory: () =>
    ConfigSources.toConfig(
      steadfast(ConfigSources.default({ argv: process.argv }), message =>
        process.stderr.write(`${message}\n`),
      ),
    ),
});

/** The same source, which goes on after what was wrong is mended. */
export function steadfast(
  source: ConfigSource,
  tell: (message: string) => void,
): ConfigSource {
  return {
    async *readConfigData({ signal } = {}) {
      let hasBegun = false;
      let told = '';
      while (!signal?.aborted) {
        // Whatever a read that fails has begun to watch ends with it.
        const attempt = new AbortController();
        const end = () => attempt.abort();
        signal?.addEventListener('abort', end);
        try {
          for await (const data of source.readConfigData({
            signal: attempt.signal,
          })) {
            hasBegun = true;
            told = '';
            yield data;
          }
          return;
        } catch (error) {
          if (!hasBegun) throw error;
          const message = `The changed configuration is not taken, that from before stays: ${error}`;
          if (message !== told) tell(message);
          told = message;
          await pause(RETRY_MS, undefined, { signal }).catch(() => {});
        } finally {
          end();
          signal?.removeEventListener('abort', end);
        }
      }
    },
  };
}
