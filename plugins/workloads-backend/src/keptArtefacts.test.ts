import type { ArtefactList } from '@astrolabe/plugin-workloads-common';
import { ConflictError } from '@backstage/errors';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually, startWorkloads, type Portal } from './__testUtils__';

const MIB = 1024 ** 2;
const values = { script: { text: 'echo\n' } };
const request = { variant: 'batch' };

let portal: Portal;
afterEach(() => portal?.stop());

const start = async (options: Parameters<typeof startWorkloads>[0] = {}) => {
  portal = await startWorkloads(options);
};
const ada = () => portal.as('ada');
const at = (id: string) => `/v1/workloads/${id}/artefacts`;

async function list(id: string): Promise<ArtefactList> {
  return (await ada().get(at(id)).expect(200)).body;
}

/** It leaves `one.txt`, of five bytes, and `deep/two.bin`, of 3,000,000. */
async function ended(who = 'ada'): Promise<string> {
  const { body } = await portal
    .as(who)
    .launch(values, { tool: 'scripted', request })
    .expect(201);
  await portal.as(who).until(body.id, 'completed');
  return body.id;
}

async function kept(id: string): Promise<ArtefactList> {
  return eventually(async () => {
    const found = await list(id);
    expect(found.kept).toBe(true);
    return found;
  });
}

async function bytesKept(): Promise<number> {
  const [{ sum }] = await portal
    .knex('kept_artefact_pieces')
    .select(portal.knex.raw('coalesce(sum(length(bytes)), 0) as sum'));
  return Number(sum);
}

const reasons = ({ notKept }: ArtefactList) =>
  notKept.map(({ path, reason }) => `${path}: ${reason}`);

describe('the artefacts of a batch job that has ended', () => {
  it('can be listed and downloaded when its engine has forgotten it, and when it does not answer', async () => {
    await start();
    const id = await ended();
    const before = await kept(id);
    expect(before).toMatchObject({ gone: false, notKept: [] });
    const read = async () => [
      (
        await ada()
          .get(`${at(id)}/content?path=one.txt`)
          .expect(200)
      ).body,
      (
        await ada()
          .get(`${at(id)}/content?path=deep/two.bin`)
          .expect(200)
      ).body,
    ];
    const contents = await read();
    expect(contents[1]).toHaveLength(3_000_000);

    portal.engine.lose();
    expect(await list(id)).toEqual(before);
    expect(await read()).toEqual(contents);
    portal.engine.find();
    portal.engine.forget(id);
    expect(await list(id)).toEqual(before);
    expect(await read()).toEqual(contents);
    await ada()
      .get(`${at(id)}/content?path=no.txt`)
      .expect(404);
    await portal.as('max').get(at(id)).expect(404);
    await portal
      .as('max')
      .get(`${at(id)}/content?path=one.txt`)
      .expect(404);
  });

  it('are kept as far as the limits go, and the list says what is not and why', async () => {
    const keptArtefacts = {
      bytesEach: 4 * MIB,
      bytesPerRun: 3_000_004,
      bytesPerPerson: 5 * MIB,
    };
    await start({ config: { keptArtefacts } });
    const first = await ended();
    expect(reasons(await kept(first))).toEqual(['one.txt: run-full']);
    const second = await ended();
    const full = await kept(second);
    // 3,000,000 bytes are there; five more fit.
    expect(reasons(full)).toEqual(['deep/two.bin: person-full']);
    expect(full).toMatchObject({ limits: keptArtefacts });
    // As long as its engine has them, all can be had.
    expect(full.items).toHaveLength(2);
    portal.engine.forget(second);
    const after = await list(second);
    expect(after.items.map(({ path }) => path)).toEqual(['one.txt']);
    await ada()
      .get(`${at(second)}/content?path=deep/two.bin`)
      .expect(404);

    // Room for others is not mine, and mine is there again when I delete.
    const other = await ended('max');
    await eventually(async () => {
      const { body } = await portal.as('max').get(at(other));
      expect(reasons(body)).toEqual(['one.txt: run-full']);
    });
    await ada().delete(`/v1/workloads/${first}`).expect(204);
    await eventually(async () => {
      await ada().get(`/v1/workloads/${first}`).expect(404);
    });
    const third = await ended();
    expect(reasons(await kept(third))).toEqual(['one.txt: run-full']);
  });

  it('too large for one file are named, and nothing is kept where an operator wants that', async () => {
    await start({ config: { keptArtefacts: { bytesEach: MIB } } });
    expect(reasons(await kept(await ended()))).toEqual([
      'deep/two.bin: file-too-large',
    ]);
    await portal.stop();
    await start({ config: { keptArtefacts: { bytesPerRun: 0 } } });
    const id = await ended();
    portal.engine.forget(id);
    expect(await list(id)).toMatchObject({
      items: [],
      gone: true,
      kept: false,
    });
  });

  it('are copied by the next portal when this one ended too early', async () => {
    await start();
    // It copies the first file, and waits for the second one.
    const gate = portal.engine.hold('readFile', 1);
    const id = await ended();
    await eventually(async () => {
      expect(await portal.knex('kept_artefacts')).toHaveLength(2);
      expect(await bytesKept()).toBeGreaterThan(0);
    });
    expect(await bytesKept()).toBeLessThan(3_000_005);
    // As it is left by one that was killed, which held it for a while.
    const { engine, knex, shelf } = portal;
    await knex('artefact_copies').update({ due_at: '2020-01-01' });
    gate.letOthersPass();
    const before = portal;
    portal = await startWorkloads({ engine, knex, shelf });
    await kept(id);
    expect(await bytesKept()).toBe(3_000_005);
    // Who comes back too late does no harm.
    gate.open();
    await before.stopPortal();
    expect(await bytesKept()).toBe(3_000_005);
  });

  it('are tried again when its engine fails, and are gone when it has forgotten them', async () => {
    await start();
    portal.engine.failNext('listFiles', new Error('Not now'));
    portal.engine.failNext('readFile', new Error('Not now'));
    await kept(await ended());
    expect(await bytesKept()).toBe(3_000_005);

    const gate = portal.engine.hold('listFiles');
    const { body } = await ada().launch(values, { tool: 'scripted', request });
    await ada().until(body.id, 'completed');
    portal.engine.forget(body.id);
    gate.open();
    await eventually(async () => {
      const states = await portal.knex('artefact_copies').pluck('state');
      expect(states.sort()).toEqual(['gone', 'kept']);
    });
    expect(await list(body.id)).toMatchObject({ gone: true, kept: false });
  });

  it('that changed while they were copied are not kept', async () => {
    await start();
    const gate = portal.engine.hold('readFile');
    const id = await ended();
    await eventually(async () =>
      expect(await portal.knex('kept_artefacts')).toHaveLength(2),
    );
    portal.engine.leave(id, 'artefacts/one.txt', 'longer than before');
    gate.open();
    expect(reasons(await kept(id))).toEqual(['one.txt: unreadable']);
    expect(await bytesKept()).toBe(3_000_000);
  });

  it('are replaced by those of the next run, and go when it is deleted', async () => {
    await start();
    const id = await ended();
    await kept(id);
    portal.engine.leave(id, 'artefacts/more.txt', 'more');
    await ada().post(`/v1/workloads/${id}/restart`).expect(200);
    await eventually(async () => {
      const found = await list(id);
      expect(found).toMatchObject({ kept: true });
      expect(found.items.map(({ path }) => path)).toContain('more.txt');
    });
    expect(await bytesKept()).toBe(3_000_009);
    await ada().delete(`/v1/workloads/${id}`).expect(204);
    await eventually(async () => {
      for (const table of [
        'artefact_copies',
        'kept_artefacts',
        'kept_artefact_pieces',
      ]) {
        expect(await portal.knex(table)).toEqual([]);
      }
    });
  });

  it('stay when it is restarted and never runs', async () => {
    await start();
    const id = await ended();
    const before = await kept(id);
    const isThere = async () => {
      expect(await list(id)).toEqual(before);
      await ada()
        .get(`${at(id)}/content?path=one.txt`)
        .expect(200);
    };
    // Its site has forgotten it, and refuses it now.
    portal.engine.forget(id);
    const gate = portal.engine.hold('submit');
    await ada().post(`/v1/workloads/${id}/restart`).expect(200);
    await isThere();
    portal.engine.failNext('submit', new ConflictError('It fits nowhere'));
    gate.open();
    await ada().until(id, 'failed');
    await eventually(async () => {
      const copies = await portal.knex('artefact_copies');
      expect(copies).toMatchObject([{ generation: 2, state: 'gone' }]);
    });
    await isThere();
  });

  it('that are more than its engine can list are said to be too many, and not tried for ever', async () => {
    await start();
    const tooMany = () => new ConflictError('A million of names');
    portal.engine.failNext('listFiles', tooMany());
    const id = await ended();
    await kept(id);
    expect(await portal.knex('artefact_copies')).toMatchObject([
      { state: 'kept', tries: 1 },
    ]);
    portal.engine.failNext('listFiles', tooMany());
    expect(await list(id)).toMatchObject({ items: [], truncated: true });
  });

  it('are kept of batch jobs alone', async () => {
    await start();
    const { body } = await ada().launch().expect(201);
    await ada().until(body.id, 'running');
    portal.engine.leave(body.id, 'artefacts/one.txt', 'first');
    await ada().post(`/v1/workloads/${body.id}/stop`).expect(200);
    await ada().until(body.id, 'stopped');
    await kept(await ended());
    expect(await portal.knex('artefact_copies')).toHaveLength(1);
    expect(await list(body.id)).toMatchObject({
      items: [{ path: 'one.txt' }],
      kept: false,
    });
  });
});
