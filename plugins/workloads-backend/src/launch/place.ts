import { withAdvice } from '@astrolabe/http';
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
    throw noSite(`It can never run at the site '${siteId}'`, chosen);
  }
  const [best] = sites;
  if (best && isOpen(best)) return best;
  const silent = sites.find(({ verdict }) => verdict === 'unknown');
  if (silent) {
    throw unreachable('No site that answers can run this', silent);
  }
  throw noSite('No site can ever run this', best);
}

/** The site that was chosen, whatever it says. */
export function findSite(sites: PlannedSite[], siteId: string): NamedSite {
  const named = sites.filter(isNamed);
  const found = named.find(site => site.siteId === siteId);
  if (found) return found;
  const silent = sites.find(site => !isNamed(site));
  if (silent) {
    throw unreachable(`It is not known whether there is '${siteId}'`, silent);
  }
  throw unknownSite(
    siteId,
    named.map(site => site.siteId),
  );
}

function isNamed(site: PlannedSite): site is NamedSite {
  return site.siteId !== undefined;
}

function isOpen(site: PlannedSite): site is NamedSite {
  return ['now', 'later'].includes(site.verdict) && isNamed(site);
}

function noSite(message: string, site?: PlannedSite): Error {
  return withAdvice(new ConflictError(message), {
    code: 'NO_SITE',
    cause:
      site?.reason?.message ?? 'None of the sites that it may use is here.',
    nextStep: site?.reason?.nextStep ?? 'Ask who operates this portal.',
  });
}

function unreachable(message: string, { reason }: PlannedSite): Error {
  const silence = [reason?.message, reason?.evidence].filter(Boolean);
  return withAdvice(new ServiceUnavailableError(message), {
    code: 'ENGINE_UNREACHABLE',
    cause: silence.join(': '),
    nextStep: 'Try again in a moment.',
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
