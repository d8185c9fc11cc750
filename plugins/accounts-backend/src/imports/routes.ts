import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { audited, type Authorizer, type GuardedClient } from '@astrolabe/http';
import {
  importOutcomes,
  secretImportPermission,
  type SecretImport,
  type SecretImportPage,
} from '@astrolabe/plugin-accounts-common';
import type { Router } from 'express';
import type { ImportSecrets } from './ImportSecrets';
import { OtherVault } from './OtherVault';
import { noAddress } from './problems';

/** How an operator takes secrets over from another portal: values are in no answer. */
export function addImportRoutes(
  routes: Router,
  options: {
    auditor: AuditorService;
    authorizer: Authorizer;
    client: GuardedClient;
    httpAuth: HttpAuthService;
    imports: ImportSecrets;
  },
): void {
  const { auditor, authorizer, client, httpAuth, imports } = options;
  routes.post('/v1/secret-imports', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const by = await authorizer.requirePerson(
      secretImportPermission,
      credentials,
    );
    const { address, token, namespace, mount, ...wish } =
      req.body as SecretImport;
    if (!URL.canParse(address)) throw noAddress(address);
    const { origin, host } = new URL(address);
    const { path, dryRun } = wish;
    const meta = { host, mount, path, dryRun: String(dryRun) };
    const event = {
      ...{ auditor, request: req, eventId: 'secret-import', meta },
      said: countsOf,
    };
    const page = await audited(event, async () => {
      const place = { address: origin, token, namespace, mount };
      const vault = new OtherVault(client, place);
      if (!wish.after) await vault.assertKv1();
      return imports.run(vault, { ...wish, by });
    });
    res.set('cache-control', 'no-store').json(page);
  });
}

/** How many came to what. */
function countsOf({ items }: SecretImportPage): Record<string, string> {
  const counts = importOutcomes.map(outcome => {
    const { length } = items.filter(each => each.outcome === outcome);
    return [outcome, length] as const;
  });
  return Object.fromEntries(
    counts.flatMap(([outcome, n]) => (n > 0 ? [[outcome, String(n)]] : [])),
  );
}
