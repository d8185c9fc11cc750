import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited, rateLimit, type Authorizer } from '@astrolabe/http';
import { addShareRoutes } from '@astrolabe/sharing';
import {
  accountReadPermission,
  accountWritePermission,
  type Account,
  type AccountList,
  type LinkableService,
} from '@astrolabe/plugin-accounts-common';
import type { Request, Router } from 'express';
import { describeAccount } from './describe';
import type { LinkedAccounts } from './LinkedAccounts';
import type { Logins } from './Logins';
import type { AccountShares } from './openShares';
import { accountNotFound } from './problems';
import {
  ACCOUNT,
  ownOf,
  type SeenAccount,
  type SharedAccounts,
} from './SharedAccounts';

/** Of one person, of what asks another server. */
const ASKS_PER_MINUTE = 60;
const VERIFY_MS = 10_000;

export interface ServicesRoom {
  accounts: LinkedAccounts;
  shared: SharedAccounts;
  shares: AccountShares;
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
  const { auditor, httpAuth, shares } = options;
  const { asking } = commonOf(options);
  addShareRoutes(
    routes,
    { kind: ACCOUNT, shares, idName: 'account' },
    {
      ...{ auditor, asking },
      caller: async req => ({
        credentials: await httpAuth.credentials(req, { allow: ['user'] }),
      }),
    },
  );
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
    shown: (seen: SeenAccount): Account =>
      describeAccount(seen, accounts.provider(seen.record.service)),
    asking: rateLimit({ httpAuth, requestsPerMinute: ASKS_PER_MINUTE }),
  };
}

function addAccountRoutes(routes: Router, options: Options): void {
  const { accounts, shared } = options;
  const { caller, reader, writer, note, shown, asking } = commonOf(options);

  routes.get('/v1/services', async (req, res) => {
    await reader(req);
    res.json({ items: options.services() });
  });

  routes.get('/v1/accounts', async (req, res) => {
    const person = await reader(req);
    await shared.note({ credentials: await caller(req) });
    const { seen, incomplete } = await shared.list(person);
    const list: AccountList = { items: seen.map(shown), incomplete };
    res.json(list);
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
    res.status(isNew ? 201 : 200).json(shown(ownOf(record)));
  });

  routes.put('/v1/accounts/:id', asking, async (req, res) => {
    await caller(req);
    const { id } = req.params;
    const { values, title } = req.body;
    const event = { eventId: 'account-relink', account: id };
    const seen = await note(req, event, async () => {
      const person = await writer(req);
      const look = () => shared.require('relink', person, id);
      const found = await look();
      const record = await accounts.relink(
        found.record,
        { values, title },
        async () => (await look()).record,
      );
      return { ...found, record };
    });
    res.json(shown(seen));
  });

  routes.post('/v1/accounts/:id/verification', asking, async (req, res) => {
    await caller(req);
    const { id } = req.params;
    const event = { eventId: 'account-verify', account: id };
    const seen = await note(req, event, async () => {
      const person = await writer(req);
      const { record } = await shared.require('verify', person, id);
      const health = await accounts.verify(record, { withinMs: VERIFY_MS });
      const now = await shared.require('verify', person, id);
      if (now.record.id !== record.id) throw accountNotFound(id);
      return { ...now, record: { ...now.record, health } };
    });
    res.json(shown(seen));
  });

  routes.delete('/v1/accounts/:id', async (req, res) => {
    await caller(req);
    const { id } = req.params;
    const event = { eventId: 'account-unlink', account: id };
    await note(req, event, async () => {
      const { record } = await shared.require('unlink', await writer(req), id);
      await accounts.unlink(record.ownerRef, record.name);
    });
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
      res.json({ id, state: 'linked', account: shown(ownOf(step.record)) });
      return;
    }
    // Asked for every few seconds: what is written down is that it is linked.
    const { service, name: account } = step.record;
    const event = { eventId: 'account-link', service, account };
    await note(req, event, async () => {});
    res.json({ id, state: 'linked', account: shown(ownOf(step.record)) });
  });

  routes.post('/v1/login-answers', asking, async (req, res) => {
    await caller(req);
    const { service, ...answer } = req.body;
    const event = { eventId: 'account-link', service };
    const record = await note(req, event, async () =>
      logins.answer(await writer(req), { service, ...answer }),
    );
    res.json(shown(ownOf(record)));
  });
}
