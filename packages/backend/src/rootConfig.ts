import { setTimeout as pause } from 'node:timers/promises';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigSources, type ConfigSource } from '@backstage/config-loader';

/** Between one look at the files and the next. */
const EVERY_MS = 1_000;

/**
 * The configuration, which follows its files for as long as the portal runs.
 * Backstage's own does so until one cannot be read for a moment, such as a YAML
 * file with a slip, and then silently never again; and it misses a change that
 * is made while it reads the one before.
 */
export const rootConfigFactory = createServiceFactory({
  service: coreServices.rootConfig,
  deps: {},
  factory: () =>
    ConfigSources.toConfig(
      lookedAt(
        ConfigSources.default({ argv: process.argv, watch: false }),
        message => process.stderr.write(`${message}\n`),
      ),
    ),
});

/** A source that is read once, looked at again and again. */
export function lookedAt(
  source: ConfigSource,
  tell: (message: string) => void,
): ConfigSource {
  return {
    async *readConfigData({ signal } = {}) {
      let taken: string | undefined;
      let seen: string | undefined;
      while (!signal?.aborted) {
        const { text, data, error } = await readOnce(source);
        if (taken === undefined && error) throw error;
        // What is halfway written is not taken: two looks have to agree.
        if (text !== taken && (text === seen || taken === undefined)) {
          taken = text;
          if (data) yield data;
          else tell(`The changed configuration is not taken: ${text}`);
        }
        seen = text;
        await pause(EVERY_MS, undefined, { signal, ref: false }).catch(
          () => {},
        );
      }
    },
  };
}

async function readOnce(source: ConfigSource) {
  try {
    for await (const data of source.readConfigData()) {
      return { text: JSON.stringify(data), data };
    }
    return { text: '', data: { configs: [] } };
  } catch (error) {
    return { text: String(error), error };
  }
}
