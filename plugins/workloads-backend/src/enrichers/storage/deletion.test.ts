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

  const said = (id: string, storage: object) =>
    portal.engine.write(
      id,
      `::astrolabe:: ${JSON.stringify({
        storage: { since: new Date().toISOString(), ...storage },
      })}\n`,
    );
  const left = { state: 'left', files: 2, reason: 'Silent: secret.txt' };
  const launched = async (storage: object = {}, request: object = {}) => {
    const { body } = await portal
      .as('ada')
      .launch(
        { storage: { account: 'project', mode: 'copy', ...storage } },
        { tool: 'reader', request },
      )
      .expect(201);
    await portal.as('ada').until(body.id, 'running');
    return body;
  };
  const ended = async (storage: object, asked?: object) => {
    const { id } = await launched(asked);
    said(id, storage);
    await portal.as('ada').post(`/v1/workloads/${id}/stop`).expect(200);
    await portal.as('ada').until(id, 'stopped');
    return `/v1/workloads/${id}`;
  };
  const gone = (path: string) =>
    vi.waitFor(() => portal.as('ada').get(path).expect(404), 5000);

  it('keeps a workload that I delete while it runs when not all was copied back, until I give that up', async () => {
    const ada = portal.as('ada');
    const { id } = await launched();
    const path = `/v1/workloads/${id}`;
    said(id, { state: 'copied-in', files: 2 });
    await ada.delete(path).expect(204);
    const kept = await ada.until(id, 'stopped');
    expect(kept.reason).toMatchObject({
      message: expect.stringContaining('not deleted'),
      nextStep: expect.stringContaining('give those files up'),
    });
    const { body: found } = await ada.get(`${path}/storages`).expect(200);
    expect(found.items).toMatchObject([{ state: 'copied-in', files: 2 }]);
    await ada.delete(path).expect(409);
    await ada.delete(`${path}?giveUpFiles=true`).expect(204);
    await gone(path);
  });

  it('is copied back before a workload that runs is deleted, also by who gives up what cannot be', async () => {
    const ada = portal.as('ada');
    const { id } = await launched();
    const path = `/v1/workloads/${id}`;
    said(id, { state: 'copied-in', files: 2 });
    await ada.delete(`${path}?giveUpFiles=true`).expect(204);
    const kept = await ada.until(id, 'stopped');
    expect(kept.reason.message).toContain('not deleted');
    await ada.delete(`${path}?giveUpFiles=true`).expect(204);
    await gone(path);
  });

  it('is not deleted with what has ended and could not copy all of it back, unless I give that up', async () => {
    const ada = portal.as('ada');
    const path = await ended(left);
    const { body } = await ada.delete(path).expect(409);
    expect(body.error).toMatchObject({
      code: 'FILES_NOT_COPIED_BACK',
      cause: 'Files that were not copied back: 2',
      nextStep: expect.stringMatching(/Restart it.*giveUpFiles=true/s),
    });
    expect(JSON.stringify(body)).not.toContain('secret.txt');
    expect((await ada.get(path).expect(200)).body.state).toBe('stopped');
    await ada.delete(`${path}?giveUpFiles=true`).expect(204);
    await gone(path);
  });

  it.each([
    ['was cut off', { state: 'copying-back', readOnly: false }, 409],
    ['never began', { state: 'copied-in', readOnly: false }, 409],
    ['is done', { state: 'copied-back', readOnly: false }, 204],
    ['is not to be', { state: 'copied-in', readOnly: true }, 204],
  ])('whose copying back %s', async (_what, { state, readOnly }, status) => {
    const path = await ended({ state, files: 1 }, { readOnly });
    await portal.as('ada').delete(path).expect(status);
    if (status === 204) await gone(path);
  });

  it('is deleted in the end as I have said, also when its engine was away', async () => {
    const ada = portal.as('ada');
    const path = await ended(left);
    portal.engine.lose();
    await ada.delete(path).expect(204);
    portal.engine.find();
    const kept = await ada.until(path.split('/').at(-1)!, 'stopped');
    expect(kept.reason.message).toContain('not deleted');
    portal.engine.lose();
    await ada.delete(`${path}?giveUpFiles=true`).expect(204);
    portal.engine.find();
    await gone(path);
  });

  it('is copied back once more where its site keeps files, and refused where that is not', async () => {
    const ada = portal.as('ada');
    const path = await ended(left);
    const id = path.split('/').at(-1)!;
    const { body: alone } = await ada.post(`${path}/copy-back`).expect(409);
    expect(alone.error).toMatchObject({
      code: 'NO_SECOND_COPYING',
      nextStep: expect.stringContaining('Take the files'),
    });
    const asked = vi.fn();
    Object.assign(portal.engine, { copyBack: asked });
    const { body } = await ada.post(`${path}/copy-back`).expect(200);
    expect(body).toMatchObject({ id, state: 'stopped' });
    expect(asked.mock.calls[0][0]).toMatchObject({
      ...{ id, generation: 1 },
      secrets: {
        'storage-secrets': expect.stringContaining('of-the-project'),
      },
    });
    expect(JSON.stringify(body)).not.toContain('of-the-project');
    said(id, { state: 'copied-back' });
    const { body: done } = await ada.post(`${path}/copy-back`).expect(409);
    expect(done.error.code).toBe('NOTHING_TO_COPY_BACK');
    await portal.as('max').post(`${path}/copy-back`).expect(404);
  });

  it('of a group is deleted but where something is left, and I am told where', async () => {
    const ada = portal.as('ada');
    const array = { rows: [{ SEED: '1' }, { SEED: '2' }] };
    const { id, group } = await launched({}, { array });
    const at = `/v1/groups/${group.id}`;
    said(id, left);
    await ada.post(`${at}/stop`).expect(204);
    await ada.until(id, 'stopped');
    const { body } = await ada.delete(at).expect(409);
    expect(body.error).toMatchObject({
      code: 'FILES_NOT_COPIED_BACK',
      message: expect.stringContaining('1 of 2 were not deleted'),
    });
    const members = async () =>
      (await ada.get(`/v1/workloads?group=${group.id}`)).body.items;
    await vi.waitFor(async () =>
      expect(await members()).toMatchObject([{ id }]),
    );
    await ada.delete(`${at}?giveUpFiles=true`).expect(204);
    await vi.waitFor(async () => expect(await members()).toEqual([]));
  });
});
