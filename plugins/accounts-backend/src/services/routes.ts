import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited, rateLimit, type Authorizer } from '@astrolabe/http';
import {
  accountReadPermission,
  accountWritePermission,
  type Account,
  type LinkableService,
} from '@astrolabe/plugin-accounts-common';
import type { Request, Router } from 'express';
import type { AccountRecord } from '../database';
import { describeAccount } from './describe';
import type { LinkedAccounts } from './LinkedAccounts';
import type { Logins } from './Logins';

/** Of one person, of what asks another server. */
const ASKS_PER_MINUTE = 60;
const VERIFY_MS = 10_000;

export interface ServicesRoom {
  accounts: LinkedAccounts;
  logins: Logins;
  /** What can be linked. */
  services(): LinkableService[];
}

type Options = ServicesRoom & {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  authorizer: Authorizer;
};

/** How people link services, and take them away. */
export function addServiceRoutes(routes: Router, options: Options): void {
  addAccountRoutes(routes, options);
  addLoginRoutes(routes, options);
}

/** What each route begins and ends with. */
function commonOf({ accounts, auditor, httpAuth, authorizer }: Options) {
  const caller = (req: Request) =>
    httpAuth.credentials(req, { allow: ['user'] });
  return {
    caller,
    reader: async (req: Request) =>
      authorizer.requirePerson(accountReadPermission, await caller(req)),
    writer: async (req: Request) =>
      authorizer.requirePerson(accountWritePermission, await caller(req)),
    note: <T>(
      request: Request,
      { eventId, ...meta }: { eventId: string } & Record<string, string>,
      act: () => Promise<T>,
    ) => audited({ auditor, request, eventId, meta }, act),
    shown: (record: AccountRecord): Account =>
      describeAccount(record, accounts.provider(record.service)),
    asking: rateLimit({ httpAuth, requestsPerMinute: ASKS_PER_MINUTE }),
  };
}

function addAccountRoutes(routes: Router, options: Options): void {
  const { accounts } = options;
  const { caller, reader, writer, note, shown, asking } = commonOf(options);

  routes.get('/v1/services', async (req, res) => {
    await reader(req);
    res.json({ items: options.services() });
  });

  routes.get('/v1/accounts', async (req, res) => {
    const all = await accounts.list(await reader(req));
    res.json({ items: all.map(shown) });
  });

  routes.post('/v1/accounts', asking, async (req, res) => {
    await caller(req);
    const { service, name, title, values } = req.body;
    const { record, isNew } = await note(
      req,
      { eventId: 'account-link', service },
      async () =>
        accounts.link(await writer(req), { service, name, title, values }),
    );
    res.status(isNew ? 201 : 200).json(shown(record));
  });

  routes.put('/v1/accounts/:id', asking, async (req, res) => {
    await caller(req);
    const { id } = req.params;
    const { values, title } = req.body;
    const event = { eventId: 'account-relink', account: id };
    const record = await note(req, event, async () =>
      accounts.relink(await writer(req), id, { values, title }),
    );
    res.json(shown(record));
  });

  routes.post('/v1/accounts/:id/verification', asking, async (req, res) => {
    await caller(req);
    const { id } = req.params;
    const event = { eventId: 'account-verify', account: id };
    const record = await note(req, event, async () => {
      const found = await accounts.get(await writer(req), id);
      const health = await accounts.verify(found, { withinMs: VERIFY_MS });
      return { ...(await accounts.get(found.ownerRef, id)), health };
    });
    res.json(shown(record));
  });

  routes.delete('/v1/accounts/:id', async (req, res) => {
    await caller(req);
    const { id } = req.params;
    const event = { eventId: 'account-unlink', account: id };
    await note(req, event, async () => accounts.unlink(await writer(req), id));
    res.status(204).end();
  });
}

function addLoginRoutes(routes: Router, options: Options): void {
  const { logins } = options;
  const { caller, writer, note, shown, asking } = commonOf(options);

  routes.post('/v1/logins', asking, async (req, res) => {
    await caller(req);
    const { service, url } = req.body;
    const event = { eventId: 'account-login', service };
    const begun = await note(req, event, async () =>
      logins.begin(await writer(req), { service, url }),
    );
    res.status(201).json({ ...begun, state: 'waiting' });
  });

  routes.post('/v1/logins/:id', asking, async (req, res) => {
    const { id } = req.params;
    const step = await logins.goOn(await writer(req), id);
    if (step.state === 'waiting') {
      res.json({ id, ...step });
      return;
    }
    // A sign-in that the browser came back from is in the log already.
    if (step.isTold) {
      res.json({ id, state: 'linked', account: shown(step.record) });
      return;
    }
    // Asked for every few seconds: what is written down is that it is linked.
    const { service, name: account } = step.record;
    const event = { eventId: 'account-link', service, account };
    await note(req, event, async () => {});
    res.json({ id, state: 'linked', account: shown(step.record) });
  });

  routes.post('/v1/login-answers', asking, async (req, res) => {
    await caller(req);
    const { service, ...answer } = req.body;
    const event = { eventId: 'account-link', service };
    const record = await note(req, event, async () =>
      logins.answer(await writer(req), { service, ...answer }),
    );
    res.json(shown(record));
  });
}
