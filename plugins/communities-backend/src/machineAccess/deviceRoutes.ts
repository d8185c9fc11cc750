import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited, networkOf } from '@astrolabe/http';
import type { Request, Router } from 'express';
import type { DeviceLogins } from './DeviceLogins';
import { fewTries } from './fewTries';
import { requireSession } from './marks';

/** How a program asks to be let in, and how a person lets it. */
export function addDeviceRoutes(
  routes: Router,
  options: {
    auditor: AuditorService;
    httpAuth: HttpAuthService;
    devices: DeviceLogins;
  },
): void {
  const { auditor, httpAuth, devices } = options;
  const mayBegin = fewTries({ points: 60, seconds: 600 });
  const mayTry = fewTries({ points: 30, seconds: 600 });

  routes.post('/v1/device', async (req, res) => {
    const address = req.ip;
    await mayBegin(networkOf(address));
    const { client, scopes } = req.body;
    const login = await devices.begin({ client, scopes, address });
    res.set('cache-control', 'no-store').json(login);
  });

  routes.post('/v1/device/token', async (req, res) => {
    const made = await devices.redeem(req.body.deviceCode);
    res.set('cache-control', 'no-store').status(201).json(made);
  });

  /** The person themselves, who may be wrong only so often. */
  const person = async (req: Request): Promise<string> => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    requireSession(req, credentials);
    const { userEntityRef } = credentials.principal;
    await mayTry(userEntityRef);
    return userEntityRef;
  };

  routes.get('/v1/approvals/:code', async (req, res) => {
    await person(req);
    res.json(await devices.look(req.params.code));
  });

  routes.post('/v1/approvals/:code', async (req, res) => {
    const personRef = await person(req);
    const { code } = req.params;
    const isApproved: boolean = req.body.approve;
    const { client, scopes } = await devices.look(code);
    const meta = { client, scopes: scopes.join(' ') };
    const eventId = isApproved ? 'device-approve' : 'device-refuse';
    await audited({ auditor, request: req, eventId, meta }, () =>
      devices.decide(code, { isApproved, personRef }),
    );
    res.status(204).end();
  });
}
