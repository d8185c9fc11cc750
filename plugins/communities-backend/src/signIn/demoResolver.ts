import {
  demoPersonRef,
  demoPersonRefs,
  type DemoPerson,
} from '@astrolabe/plugin-communities-common';
import type { SignInResolver } from '@backstage/plugin-auth-node';

/** A session from claims alone: people need not be in the catalogue. */
export const demoResolver: SignInResolver<DemoPerson> = (
  { result: person },
  context,
) => {
  return context.issueToken({
    claims: { sub: demoPersonRef(person.name), ent: demoPersonRefs(person) },
  });
};
