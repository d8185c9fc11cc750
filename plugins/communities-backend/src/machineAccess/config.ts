import type { TokenLimits } from '@astrolabe/plugin-communities-common';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'communities.tokens';

/** How long access tokens may live, and how many one person may have. */
export function readTokenLimits(config: Config): TokenLimits {
  const own = config.getOptionalConfig(KEY);
  const read = (name: keyof TokenLimits, usual: number, most: number) => {
    const value = own?.getOptionalNumber(name) ?? usual;
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw new InputError(
      `${KEY}.${name} is ${value}; it has to be a whole number from 1 to ${most}`,
    );
  };
  const mostDays = read('mostDays', 365, 365);
  return {
    mostDays,
    days: read('days', Math.min(90, mostDays), mostDays),
    perPerson: read('perPerson', 20, 200),
  };
}
