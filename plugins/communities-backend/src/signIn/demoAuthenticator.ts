import {
  DEMO_PERSON_HEADER,
  demoPeople,
  type DemoPerson,
} from '@astrolabe/plugin-communities-common';
import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { withAdvice } from '@astrolabe/http';

/**
 * Believes the header. Another site's page cannot send it: a browser asks
 * first (CORS preflight), and the portal does not agree.
 */
export const demoAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async (person: DemoPerson) => ({
    profile: { displayName: person.displayName },
  }),
  initialize() {},
  async authenticate({ req }) {
    const name = req.header(DEMO_PERSON_HEADER);
    const person = demoPeople.find(candidate => candidate.name === name);
    if (person) return { result: person };

    const allowed = demoPeople.map(candidate => candidate.name).join(', ');
    throw withAdvice(
      new AuthenticationError(
        name === undefined
          ? `The header ${DEMO_PERSON_HEADER} is missing`
          : `The header ${DEMO_PERSON_HEADER} names nobody known here: '${name}'`,
      ),
      {
        code: 'UNKNOWN_DEMO_PERSON',
        nextStep: `Set the header ${DEMO_PERSON_HEADER} to one of: ${allowed}.`,
      },
    );
  },
});
