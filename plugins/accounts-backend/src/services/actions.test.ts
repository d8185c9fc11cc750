import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { afterAll, expect, it } from 'vitest';
import { aloneParts, createDatabase } from '../__testUtils__';
import { startService, TOKEN } from '../__testUtils__/services';
import { connect } from '../database';
import { registerAccountActions } from './actions';
import { openServices } from './openServices';
import { registerShareActions } from './shareActions';

const knex = createDatabase();
const event = { success: async () => {}, fail: async () => {} };
afterAll(() => knex.destroy());

it('an assistant sees and verifies what its person has linked, and nothing secret', async () => {
  const { service, values } = await startService('github');
  const asked: string[] = [];
  const parts = aloneParts(asked);
  const { authorizer } = parts;
  const services = openServices(
    await connect(mockServices.database({ knex })),
    parts,
  );
  const { accounts, shared, shares } = services;
  const registry = actionsRegistryServiceMock();
  registerAccountActions(registry, { accounts, shared, authorizer });
  registerShareActions(registry, {
    shares,
    auditor: mockServices.auditor.mock({ createEvent: async () => event }),
  });
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

  const wish = { id: 'github', subjectRef: 'group:default/lab' };
  const share = await call('share-account', { ...wish, role: 'view' }, ada);
  expect(share.output).toMatchObject({ subjectRef: wish.subjectRef });
  const { id: shareId } = share.output as { id: string };
  await expect(
    call('unshare-account', { id: 'github', shareId }, max),
    // No communities room is here to say what Max is.
  ).rejects.toMatchObject({ code: 'STANDING_UNKNOWN' });
  const shown = await call('list-account-shares', { id: 'github' }, ada);
  expect(shown.output).toMatchObject({ items: [{ id: shareId }] });
  await call('unshare-account', { id: 'github', shareId }, ada);
  const after = await call('list-account-shares', { id: 'github' }, ada);
  expect(after.output).toMatchObject({ items: [] });
  await service.stop();
});
