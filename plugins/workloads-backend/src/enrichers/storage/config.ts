import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'workloads.storage.copyBackMinutes';
const USUAL_MINUTES = 60;
const MOST_MINUTES = 1440;

/**
 * For how many seconds what could not be copied back is tried again.
 *
 * @throws InputError that names the key and what is allowed
 */
export function readCopyBackSeconds(config: Config): number {
  const minutes = config.getOptionalNumber(KEY) ?? USUAL_MINUTES;
  if (minutes >= 0 && minutes <= MOST_MINUTES) return Math.round(minutes * 60);
  throw new InputError(
    `Invalid value '${minutes}' for ${KEY}: it has to be 0 to ${MOST_MINUTES}`,
  );
}
