import {
  DEMO_PERSON_HEADER,
  demoPeople,
  type DemoPerson,
} from '@astrolabe/plugin-communities-common';
import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { withAdvice } from '@astrolabe/http';

/** Names of this machine; no other name can be made to mean them for a browser. */
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Believes the header. Another site's page cannot send it: a browser asks
 * first (CORS preflight), and the portal does not agree. Nor can a name that
 * was made to lead here (DNS rebinding): the request has to be for one of ours.
 *
 * @param hostNames - gives the names that the portal is reached by, besides loopback's
 */
export const createDemoAuthenticator = (hostNames: () => string[]) =>
  createProxyAuthenticator({
    defaultProfileTransform: async ({ displayName, email }: DemoPerson) => ({
      profile: { displayName, email },
    }),
    initialize() {},
    async authenticate({ req }) {
      const host = (req.header('host') ?? '')
        .replace(/:\d+$/, '')
        .toLowerCase();
      if (![...loopback, ...hostNames()].includes(host)) {
        throw withAdvice(
          new AuthenticationError(`'${host}' is no name of this portal`),
          {
            code: 'FOREIGN_HOST',
            nextStep: 'Open the portal at its own address (app.baseUrl).',
          },
        );
      }
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
