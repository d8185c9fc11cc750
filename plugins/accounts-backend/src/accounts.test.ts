import { startTestBackend } from '@backstage/backend-test-utils';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { accountsPlugin } from './plugin';

describe('the accounts room', () => {
  it('describes itself to whoever asks', async () => {
    const { server } = await startTestBackend({ features: [accountsPlugin] });
    const { body } = await request(server)
      .get('/api/accounts/openapi.json')
      .expect(200);
    expect(body.info.title).toBe('Accounts');
  });
});
