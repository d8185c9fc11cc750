import { access, accessEs } from './access';
import { accounts, accountsEs } from './accounts';
import { assets, assetsEs } from './assets';
import { checks, checksEs } from './checks';
import { general, generalEs } from './general';
import { releases, releasesEs } from './releases';
import { storage, storageEs } from './storage';
import { workloads, workloadsEs } from './workloads';

/**
 * What the portal's backends refuse, by the `code` of the error; each room's in a
 * file. Where the person reads English the backend's own sentence is shown, which
 * says more; in another language this is, with that sentence as its evidence.
 */
export const failureTexts = {
  ...general,
  ...access,
  ...accounts,
  ...assets,
  ...checks,
  ...releases,
  ...storage,
  ...workloads,
};

/** @public */
export type FailureCode = keyof typeof failureTexts;

/** Whether a code has words of its own here. */
export function isWorded(code: string | undefined): code is FailureCode {
  return code !== undefined && Object.hasOwn(failureTexts, code);
}

const inSpanish: Record<FailureCode, [string, string]> = {
  ...generalEs,
  ...accessEs,
  ...accountsEs,
  ...assetsEs,
  ...checksEs,
  ...releasesEs,
  ...storageEs,
  ...workloadsEs,
};

type Keys = `failure.${FailureCode}.${'title' | 'nextStep'}`;

/** What the backends refuse, in Spanish. */
export const fallosEnMensajes = Object.fromEntries(
  Object.entries(inSpanish).flatMap(([code, [title, nextStep]]) => [
    [`failure.${code}.title`, title],
    [`failure.${code}.nextStep`, nextStep],
  ]),
) as Record<Keys, string>;
