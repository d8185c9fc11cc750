import { withAdvice, type Advice } from '@astrolabe/http';
import {
  ConflictError,
  InputError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { PlannedSite } from '@astrolabe/plugin-workloads-common';

/** A site that has a name: something can be sent there. */
export type NamedSite = PlannedSite & { siteId: string };

/**
 * Where it will run: at the site that was chosen, even when it has to wait
 * there, or at the best one. `sites` are ranked.
 *
 * @throws ConflictError when it never could
 * @throws InputError when no site is called so
 * @throws ServiceUnavailableError when only an engine could say that does not answer
 */
export function place(sites: PlannedSite[], siteId?: string): NamedSite {
  if (siteId !== undefined) {
    const chosen = findSite(sites, siteId);
    if (chosen.verdict !== 'never') return chosen;
    throw noSite(`It can never run at the site '${siteId}'`, {
      cause: chosen.reason?.message,
      nextStep: chosen.reason?.nextStep ?? 'Take another site.',
    });
  }
  const [best] = sites;
  if (best && isOpen(best)) return best;
  const silent = sites.find(({ verdict }) => verdict === 'unknown');
  if (silent) {
    throw unreachable('No site that answers can run this', silent);
  }
  throw noSite('No site can ever run this', {
    cause:
      best?.reason?.message ?? 'None of the sites that it may use is here.',
    nextStep:
      best?.reason?.nextStep ??
      (best ? 'Ask for less.' : 'Ask who operates this portal.'),
  });
}

/** The site that was chosen, whatever it says. */
export function findSite(sites: PlannedSite[], siteId: string): NamedSite {
  const named = sites.filter(isNamed);
  const found = named.find(site => site.siteId === siteId);
  if (found) return found;
  const ids = named.map(site => site.siteId);
  const silent = sites.find(site => !isNamed(site));
  if (silent) {
    throw unreachable(
      `It is not known whether there is a site '${siteId}'`,
      silent,
      ids.length > 0
        ? `Take one of ${ids.join(', ')}, or try again in a moment.`
        : undefined,
    );
  }
  throw unknownSite(siteId, ids);
}

function isNamed(site: PlannedSite): site is NamedSite {
  return site.siteId !== undefined;
}

function isOpen(site: PlannedSite): site is NamedSite {
  return ['now', 'later'].includes(site.verdict) && isNamed(site);
}

function noSite(message: string, why: Pick<Advice, 'cause' | 'nextStep'>) {
  return withAdvice(new ConflictError(message), { code: 'NO_SITE', ...why });
}

function unreachable(
  message: string,
  { reason }: PlannedSite,
  nextStep: string = 'Try again in a moment.',
): Error {
  const silence = [reason?.message, reason?.evidence].filter(Boolean);
  return withAdvice(new ServiceUnavailableError(message), {
    code: 'ENGINE_UNREACHABLE',
    cause: silence.join(' '),
    nextStep,
  });
}

function unknownSite(siteId: string, allowed: string[]): Error {
  const message = `There is no site '${siteId}'`;
  return withAdvice(new InputError(message), {
    code: 'UNKNOWN_SITE',
    cause: `siteId: the sites are ${allowed.join(', ') || 'none'}`,
    nextStep: 'Take one of these, or none: then it runs at the best one.',
    problems: [{ path: 'siteId', message, allowed }],
  });
}
