import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createShelf,
  put,
  startWorkloads,
  type Portal,
} from '../../__testUtils__';
import { reader } from '../../__testUtils__/sideTasks';

describe('a copied storage', () => {
  let portal: Portal;
  beforeEach(async () => {
    const shelf = createShelf();
    put(shelf, 'reader', reader);
    const account = {
      id: 'project',
      url: 'https://cloud.example/dav',
      vendor: 'nextcloud',
      user: 'corals',
      password: 'of-the-project',
      people: ['user:default/ada'],
    };
    portal = await startWorkloads({
      shelf,
      config: { storage: { accounts: [account] } },
    });
  });
  afterEach(() => portal.stop());

  it('keeps a workload that I delete while it runs when not all was copied back, until I delete it again', async () => {
    const ada = portal.as('ada');
    const { body } = await ada.launch(
      { storage: { account: 'project', mode: 'copy' } },
      { tool: 'reader' },
    );
    const path = `/v1/workloads/${body.id}`;
    await ada.until(body.id, 'running');
    const soon = Date.now() + 1500;
    const since = new Date(soon).toISOString();
    const storage = { state: 'left', since, files: 2, reason: 'Silent' };
    portal.engine.write(
      body.id,
      `::astrolabe:: ${JSON.stringify({ storage })}\n`,
    );
    await ada.delete(path).expect(204);
    const kept = await ada.until(body.id, 'stopped');
    expect(kept.reason).toMatchObject({
      message: expect.stringContaining('not deleted'),
      nextStep: expect.stringContaining('Deleted again'),
    });
    const { body: found } = await ada.get(`${path}/storages`).expect(200);
    expect(found.items).toMatchObject([{ state: 'left', files: 2 }]);
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(soon), 5000);
    await ada.delete(path).expect(204);
    await vi.waitFor(() => ada.get(path).expect(404), 5000);
  });
});
