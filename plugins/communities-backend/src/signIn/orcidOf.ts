import type { Identity } from '../database';

const ISSUER = /^https:\/\/orcid\.org\/?$/;
const ORCID = /^(\d{4}-){3}\d{3}[\dX]$/;

/** The ORCID iD of somebody who signs in by ORCID, or has linked it: there it is the subject. */
export function orcidOf(identities: readonly Identity[]): string | undefined {
  return identities.find(
    ({ issuer, subject }) => ISSUER.test(issuer) && ORCID.test(subject),
  )?.subject;
}
