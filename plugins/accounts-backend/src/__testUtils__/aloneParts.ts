import type { Authorizer } from '@astrolabe/http';
import { AccountsSlot } from '@astrolabe/plugin-accounts-node';
import { readLimits } from '@astrolabe/plugin-communities-common';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import { InMemorySecretStore } from './InMemorySecretStore';

/** What linked services stand on, without a portal; `asked` is told what is asked for. */
export function aloneParts(asked: string[] = []) {
  const limits = readLimits(new ConfigReader({}));
  const authorizer = {
    async requirePerson({ name }, { principal }) {
      asked.push(name);
      const { userEntityRef } = principal as { userEntityRef?: string };
      if (userEntityRef) return userEntityRef;
      throw new NotAllowedError('Only a person');
    },
  } as Pick<Authorizer, 'requirePerson'> as Authorizer;
  return {
    accounts: new AccountsSlot(),
    ...{ authorizer, limits: () => limits },
    auth: mockServices.auth(),
    discovery: mockServices.discovery(),
    // What everybody here is of.
    userInfo: mockServices.userInfo({
      ownershipEntityRefs: ['group:default/lab'],
    }),
    config: mockServices.rootConfig({
      data: { http: { allowedHosts: ['127.0.0.1'] } },
    }),
    store: new InMemorySecretStore(),
    logger: mockServices.logger.mock(),
    notifications: { send: async () => {} },
  };
}
