import type { Authorizer } from '@astrolabe/http';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { NotAllowedError } from '@backstage/errors';
import { afterAll, expect, it } from 'vitest';
import { createDatabase, InMemorySecretStore } from '../__testUtils__';
import { startService, TOKEN } from '../__testUtils__/services';
import { connect } from '../database';
import { registerAccountActions } from './actions';
import { openServices } from './openServices';

const knex = createDatabase();
afterAll(() => knex.destroy());

it('an assistant sees and verifies what its person has linked, and nothing secret', async () => {
  const { service, values } = await startService('github');
  const { accounts } = openServices(
    await connect(mockServices.database({ knex })),
    {
      config: mockServices.rootConfig({
        data: { http: { allowedHosts: ['127.0.0.1'] } },
      }),
      store: new InMemorySecretStore(),
      logger: mockServices.logger.mock(),
      notifications: { send: async () => {} },
    },
  );
  const asked: string[] = [];
  const authorizer = {
    async requirePerson({ name }, { principal }) {
      asked.push(name);
      const { userEntityRef } = principal as { userEntityRef?: string };
      if (userEntityRef) return userEntityRef;
      throw new NotAllowedError('Only a person');
    },
  } as Pick<Authorizer, 'requirePerson'> as Authorizer;
  const registry = actionsRegistryServiceMock();
  registerAccountActions(registry, { accounts, authorizer });
  const call = (id: string, input: object, credentials: object) =>
    registry.invoke({ id: `test:${id}`, input, credentials } as Parameters<
      typeof registry.invoke
    >[0]);
  const ada = mockCredentials.user('user:default/ada');
  const max = mockCredentials.user('user:default/max');
  await accounts.link('user:default/ada', { service: 'github', values });

  const listed = await call('list-accounts', {}, ada);
  expect(listed.output).toMatchObject({ items: [{ id: 'github' }] });
  expect(JSON.stringify(listed)).not.toContain(TOKEN);
  expect(await call('list-accounts', {}, max)).toEqual({
    output: { items: [] },
  });
  service.instead = { status: 401 };
  const verified = await call('verify-account', { id: 'github' }, ada);
  expect(verified.output).toMatchObject({ state: 'failing' });
  await expect(
    call('verify-account', { id: 'github' }, max),
  ).rejects.toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
  await expect(
    call('list-accounts', {}, mockCredentials.service()),
  ).rejects.toThrow('Only a person');
  expect(asked.slice(0, 3)).toEqual([
    ...['account.read', 'account.read', 'account.write'],
  ]);
  await service.stop();
});
