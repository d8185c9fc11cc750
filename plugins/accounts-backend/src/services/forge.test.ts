import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, TOKEN } from '../__testUtils__/services';
import {
  refOf,
  startAccounts,
  type Portal,
} from '../__testUtils__/startAccounts';

describe('a forge, an archive and a registry, for other rooms', () => {
  let portal: Portal;
  const services: Awaited<ReturnType<typeof startService>>[] = [];
  beforeAll(async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'accounts-'));
    portal = await startAccounts({
      ...{ keyFile: path.join(folder, 'key'), allowedHosts: ['127.0.0.1'] },
    });
    for (const id of ['gitea', 'hugging-face', 'zenodo', 'registry']) {
      const started = await startService(id);
      services.push(started);
      const wish = { service: id, values: started.values };
      await portal.as('ada').post('/accounts').send(wish).expect(201);
    }
  });
  afterAll(async () => {
    await portal.stop();
    for (const { service } of services) await service.stop();
  });

  it('is an archive for what has to have a DOI, to its owner alone', async () => {
    const archive = (person: string, id: string) =>
      portal.accounts.archive(refOf(person), id);
    expect(await archive('ada', 'zenodo')).toEqual({
      ...{ service: 'zenodo', token: TOKEN, url: services[2].service.url },
    });
    expect(await archive('ada', 'gitea')).toBeUndefined();
    expect(await archive('max', 'zenodo')).toBeUndefined();
  });

  it('is a registry for signatures of images, to its owner alone', async () => {
    const registry = (person: string, id: string) =>
      portal.accounts.registry(refOf(person), id);
    expect(await registry('ada', 'registry')).toEqual({
      ...services[3].values,
      url: services[3].service.url,
    });
    expect(await registry('ada', 'gitea')).toBeUndefined();
    expect(await registry('max', 'registry')).toBeUndefined();
  });

  it('is spoken to in the name of who has linked it', async () => {
    expect(await portal.accounts.forge(refOf('ada'), 'gitea')).toEqual({
      ...{ service: 'gitea', user: 'ada', token: TOKEN },
      url: services[0].service.url,
    });
    expect(portal.heard.logs).not.toContain(TOKEN);
  });

  it('is nothing else that they have linked, and nobody else’s', async () => {
    const forge = (person: string, id: string) =>
      portal.accounts.forge(refOf(person), id);
    expect(await forge('ada', 'hugging-face')).toBeUndefined();
    expect(await forge('ada', 'zenodo')).toBeUndefined();
    expect(await forge('ada', 'none')).toBeUndefined();
    expect(await forge('max', 'gitea')).toBeUndefined();
  });
});
