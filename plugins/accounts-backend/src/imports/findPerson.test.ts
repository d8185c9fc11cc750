import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { expect, it } from 'vitest';
import { findPersonBy } from './findPerson';

it('a room of people that does not answer holds nobody up, and is said', async () => {
  const silent = createServer(() => {});
  await new Promise<void>(done => silent.listen(0, '127.0.0.1', done));
  const { port } = silent.address() as AddressInfo;
  const find = findPersonBy({
    auth: mockServices.auth(),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => `http://127.0.0.1:${port}`,
    }),
    timeoutMs: 50,
  });
  try {
    await expect(find('ada')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('does not answer'),
    });
  } finally {
    silent.closeAllConnections();
    silent.close();
  }
});
