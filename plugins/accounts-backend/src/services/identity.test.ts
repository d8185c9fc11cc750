import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { afterEach, describe, expect, it } from 'vitest';
import {
  startService,
  TOKEN,
  type LocalService,
} from '../__testUtils__/services';
import { identityOf } from './identity';
import { providers } from './providers';
import { filledIn, signedIn, type Parts } from './signedIn';

const guard = new NetworkGuard({ anything: true });
const reach = { guard, client: new GuardedClient(guard), timeoutMs: 20_000 };

describe('two accounts', () => {
  let service: LocalService;
  afterEach(() => service.stop());

  it.each(['dropbox', 'google-drive'])(
    'of %s are the same one, by hand or signed in, when the service says so',
    async id => {
      const started = await startService(id);
      const { values } = started;
      service = started.service;
      const provider = providers.find(each => each.id === id)!;
      const identity = async (parts: Parts, secretId: string) => {
        const all = { ...parts.settings, ...parts.secrets, url: values.url };
        const verified = await provider.verify(all, reach);
        return identityOf(verified, parts.settings, secretId);
      };
      const byHand = await identity(filledIn(values, provider), 'one');
      const bySignIn = signedIn({ url: service.url }, { token: TOKEN });
      expect(await identity(bySignIn, 'other')).toBe(byHand);
      service.instead = {
        json: {
          ...{ account_id: 'dbid:2', email: 'ada' },
          user: { emailAddress: 'ada', permissionId: '2' },
        },
      };
      expect(await identity(bySignIn, 'other')).not.toBe(byHand);
    },
  );
});
