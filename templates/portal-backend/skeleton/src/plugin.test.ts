import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import plugin from '.';

let stop = async () => {};
afterEach(() => stop());

/** The portal with it, in which people may use it or may not. */
async function start(
  result: AuthorizeResult.ALLOW | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
) {
  const permissions = mockServices.permissions.factory({ result });
  const backend = await startTestBackend({ features: [plugin, permissions] });
  stop = () => backend.stop();
  return request(backend.server);
}

const COUNTS = '/api/project-name/v1/counts';

describe('a text', () => {
  it('is counted', async () => {
    const portal = await start();
    const { body } = await portal.post(COUNTS).send({ text: ' two  words ' });
    expect(body).toEqual({ words: 2 });
  });

  it('is refused where it is none, or too long, and the field is named', async () => {
    const portal = await start();
    for (const text of [7, 'x'.repeat(10_001)]) {
      const { status, body } = await portal.post(COUNTS).send({ text });
      expect([status, body.error.code]).toEqual([400, 'INVALID_REQUEST']);
      expect(body.error.message).toContain('text');
    }
  });

  it('is counted for nobody who has not signed in, or may not', async () => {
    const nobody = mockCredentials.none.header();
    const portal = await start(AuthorizeResult.DENY);
    const text = { text: 'x' };
    const closed = portal.post(COUNTS).set('authorization', nobody).send(text);
    expect((await closed).status).toBe(401);
    const { status, body } = await portal.post(COUNTS).send(text);
    expect(status).toBe(403);
    // What would allow it.
    expect(body.error.nextStep).toEqual(expect.any(String));
  });

  it('waits, where one person has too many', async () => {
    const portal = await start();
    const answers = Array.from({ length: 61 }, () =>
      portal.post(COUNTS).send({ text: 'x' }),
    );
    const last = (await Promise.all(answers)).find(
      ({ status }) => status === 429,
    );
    expect(last!.headers['retry-after']).toMatch(/^\d+$/);
  });
});
