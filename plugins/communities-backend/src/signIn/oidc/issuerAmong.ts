import { withAdvice } from '@astrolabe/http';
import { InputError } from '@backstage/errors';
import type { Provider } from './Provider';

/**
 * Whose subjects are meant: that of the only provider, unless one is named.
 *
 * @throws InputError where that is not one by which people sign in here
 */
export function issuerAmong(
  providers: ReadonlyMap<string, Pick<Provider, 'settings'>>,
  named?: string,
): string {
  const known = [...providers.values()].map(({ settings }) => settings.issuer);
  const [only, ...more] = known.map(({ href }) => href);
  const wanted =
    named === undefined
      ? more.length === 0 && only
      : URL.canParse(named) && new URL(named).href;
  const found = known.find(({ href }) => href === wanted);
  if (found) return found.href;
  const cause =
    known.length > 0
      ? `people sign in here by ${known.join(', ')}`
      : 'people sign in here by no provider';
  throw withAdvice(
    new InputError(
      named === undefined
        ? 'It is not clear whose subjects these are'
        : `Nobody signs in here by '${named}'`,
    ),
    { code: 'ISSUER_UNCLEAR', cause, nextStep: 'Name the issuer of one.' },
  );
}
