import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited } from '@astrolabe/http';
import type { Request, Router } from 'express';
import { v7 as uuid } from 'uuid';
import type { AccessTokens } from './AccessTokens';
import { requireSession } from './marks';

/** A person's access tokens. */
export function addTokenRoutes(
  routes: Router,
  options: {
    auditor: AuditorService;
    httpAuth: HttpAuthService;
    tokens: AccessTokens;
  },
): void {
  const { auditor, httpAuth, tokens } = options;
  const caller = (req: Request) =>
    httpAuth.credentials(req, { allow: ['user'] });

  routes.get('/v1/tokens', async (req, res) => {
    const { principal } = await caller(req);
    res.json(await tokens.list(principal.userEntityRef));
  });

  routes.post('/v1/tokens', async (req, res) => {
    const credentials = await caller(req);
    const { title, scopes, days } = req.body;
    const id = uuid();
    const meta = { tokenId: id, scopes: scopes.join(' ') };
    const event = { auditor, request: req, eventId: 'token-create', meta };
    const made = await audited(event, async () => {
      requireSession(req, credentials);
      const personRef = credentials.principal.userEntityRef;
      return tokens.create({ id, personRef, title, scopes, days });
    });
    res.set('cache-control', 'no-store').status(201).json(made);
  });

  routes.delete('/v1/tokens/:id', async (req, res) => {
    const { principal } = await caller(req);
    const { id } = req.params;
    const meta = { tokenId: id };
    const event = { auditor, request: req, eventId: 'token-revoke', meta };
    await audited(event, () => tokens.revoke(principal.userEntityRef, id));
    res.status(204).end();
  });

  // Who has a token may always put an end to it, and to nothing else.
  routes.post('/v1/tokens/revocation', async (req, res) => {
    const found = await tokens.find(req.body.token);
    if (found) {
      const meta = { tokenId: found.id, owner: found.personRef };
      const event = { auditor, request: req, eventId: 'token-revoke', meta };
      await audited(event, () => tokens.revoke(found.personRef, found.id));
    }
    res.status(204).end();
  });
}
