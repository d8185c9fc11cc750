import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Probed, RcloneRemote } from '@astrolabe/plugin-accounts-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  refOf,
  startAccounts,
  type Portal,
} from '../__testUtils__/startAccounts';

const KEY = 'canary-key';
const b2 = {
  service: 'rclone',
  values: { configuration: `type = b2\naccount = ada\nkey = ${KEY}` },
};
const refused: Probed = { trouble: 'refused', reason: 'It said 401' };

describe('a storage that only rclone can ask', () => {
  let portal: Portal;
  let asked: { remote: RcloneRemote; withinMs: number }[];
  let says: Probed;
  beforeEach(async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'accounts-'));
    portal = await startAccounts({ keyFile: path.join(folder, 'key') });
    asked = [];
    says = {};
    portal.accounts.probe = async (remote, { withinMs }) => {
      asked.push({ remote, withinMs });
      return says;
    };
  });
  afterEach(() => portal.stop());

  const link = (body: object = b2) =>
    portal.as('ada').post('/accounts').send(body);

  it('is linked when it could be read, and not when it lets nobody in', async () => {
    says = refused;
    const { body } = await link().expect(400);
    expect(body.error).toMatchObject({
      ...{ code: 'NOT_LINKED', trouble: 'refused' },
      message: 'It said 401',
      nextStep: expect.stringContaining('password or token'),
    });
    says = {};
    await link().expect(201);
    const remote = { type: 'b2', options: { account: 'ada' } };
    expect(asked).toEqual([
      { remote: { ...remote, secrets: { key: KEY } }, withinMs: 10_000 },
      { remote: { ...remote, secrets: { key: KEY } }, withinMs: 10_000 },
    ]);
    expect(JSON.stringify([body, portal.heard])).not.toContain(KEY);
  });

  it('says later that it lets one in no more, also before a launch', async () => {
    await link().expect(201);
    says = refused;
    const within = { withinMs: 3000 };
    const health = await portal.accounts.verify(refOf('ada'), 'rclone', within);
    expect(health).toMatchObject({ state: 'failing', reason: 'It said 401' });
    expect(asked.at(-1)!.withinMs).toBe(3000);
    const { body } = await portal.as('ada').get('/accounts').expect(200);
    expect(body.items[0].health.state).toBe('failing');
    says = { trouble: 'away', reason: 'It does not answer' };
    const away = await portal.accounts.verify(refOf('ada'), 'rclone', within);
    expect(away.state).toBe('unknown');
  });

  it('is one whose printed token is over, too, until rclone has renewed it', async () => {
    const token = JSON.stringify({
      ...{ access_token: 'canary', refresh_token: 'canary-next' },
      expiry: '2026-01-01T00:00:00Z',
    });
    says = refused;
    await link({ service: 'dropbox', values: { token } }).expect(400);
    expect(asked[0].remote.type).toBe('dropbox');
  });

  it('is taken by its form alone where no room reads storages', async () => {
    portal.accounts.probe = undefined;
    await link().expect(201);
  });
});
