import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited, withAdvice } from '@astrolabe/http';
import {
  communityAt,
  type CommunityDirectory,
  type TermsAcceptance,
} from '@astrolabe/plugin-communities-common';
import { ConflictError } from '@backstage/errors';
import type { Request, Router } from 'express';
import type { DatabaseTermsStore } from '../database';
import { requireSession } from '../machineAccess';

/** Whether one has accepted the terms of use of the portal that one is at. */
export function addTermsRoutes(
  routes: Router,
  options: {
    auditor: AuditorService;
    communities: CommunityDirectory;
    httpAuth: HttpAuthService;
    terms: DatabaseTermsStore;
  },
): void {
  const { auditor, communities, httpAuth, terms } = options;

  /** What there is to accept, and by whom. */
  async function find(req: Request) {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { id, terms: present } = communityAt(communities.list(), req);
    const version = present?.version ?? '';
    const personRef = credentials.principal.userEntityRef;
    return { credentials, key: { personRef, community: id, version } };
  }

  async function answer(
    key: Awaited<ReturnType<typeof find>>['key'],
  ): Promise<TermsAcceptance> {
    const { community, version } = key;
    if (!version) return { community };
    return { community, version, acceptedAt: await terms.acceptedAt(key) };
  }

  routes.get('/v1/terms', async (req, res) => {
    const { key } = await find(req);
    res.json(await answer(key));
  });

  routes.put('/v1/terms', async (req, res) => {
    const { credentials, key } = await find(req);
    requireSession(req, credentials);
    const { community } = key;
    const { version } = req.body as { version: string };
    await audited(
      {
        auditor,
        request: req,
        eventId: 'terms-accept',
        meta: { community, version },
      },
      async () => {
        // What one has not read cannot be accepted.
        if (version !== key.version) throw changed(version);
        await terms.accept(key);
      },
    );
    res.json(await answer(key));
  });
}

function changed(version: string): Error {
  return withAdvice(
    new ConflictError(`The terms of use here are not those of '${version}'`),
    {
      code: 'TERMS_CHANGED',
      nextStep: 'Load the page again, and read those that hold now.',
    },
  );
}
