import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'communities.audit.days';

/** For how many days entries are kept. */
export function readAuditDays(config: Config): number {
  const days = config.getOptionalNumber(KEY) ?? 365;
  if (Number.isInteger(days) && days >= 1 && days <= 3650) return days;
  throw new InputError(`${KEY} is ${days}; it has to be from 1 to 3650`);
}
