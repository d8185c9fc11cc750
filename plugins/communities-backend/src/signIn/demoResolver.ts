import {
  demoPersonRef,
  demoPersonRefs,
  type DemoPerson,
} from '@astrolabe/plugin-communities-common';
import type { SignInResolver } from '@backstage/plugin-auth-node';

/** A session from claims alone: people need not be in the catalogue. */
export const createDemoResolver =
  (communities: () => string[]): SignInResolver<DemoPerson> =>
  ({ result: person }, context) =>
    context.issueToken({
      claims: {
        sub: demoPersonRef(person.name),
        ent: demoPersonRefs(person, communities()),
      },
    });
