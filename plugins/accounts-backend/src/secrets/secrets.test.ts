import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tierRef } from '@astrolabe/plugin-communities-common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refOf, startAccounts, type Portal } from '../__testUtils__';

let folder: string;
let portal: Portal;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-secrets-'));
  portal = await startAccounts({ keyFile: path.join(folder, 'secrets.key') });
});
afterAll(async () => {
  await portal.stop();
  await rm(folder, { recursive: true });
});

let count = 0;
/** A secret of some name that nothing else has. */
const some = (more: object = {}) => {
  count += 1;
  return {
    name: `secret-${count}`,
    kind: 'text',
    scope: 'personal',
    value: { text: 'open sesame' },
    ...more,
  };
};
const keep = async (who: string, more: object = {}) =>
  (await portal.as(who).post('/secrets').send(some(more)).expect(201)).body;
const use = { by: 'workloads', objectId: 'w-1', communityId: 'sea' };
const given = (who: string, name: string, more: object = {}) =>
  portal.accounts.secret(refOf(who), name, { ...use, ...more });

describe('my secrets', () => {
  it('are kept, listed and looked at without their values', async () => {
    const made = await keep('ada');
    expect(made).toMatchObject({ version: 1, kind: 'text', usedBy: [] });
    const list = await portal.as('ada').get('/secrets').expect(200);
    expect(list.body.store).toEqual({ state: 'ready' });
    expect(list.body.communities).toEqual([
      { id: 'sea', title: 'Sea', isManaged: false },
    ]);
    const one = await portal.as('ada').get(`/secrets/${made.id}`).expect(200);
    expect(list.body.items).toContainEqual(one.body);
    const said = JSON.stringify([made, list.body, one.body]);
    expect(said).not.toContain('sesame');
  });

  it("are nobody else's to see, change or use", async () => {
    const { id, name } = await keep('ada');
    for (const who of ['max', 'mia']) {
      const other = portal.as(who);
      const { body } = await other.get('/secrets').expect(200);
      expect(JSON.stringify(body)).not.toContain(id);
      for (const asked of [
        other.get(`/secrets/${id}`),
        other.get(`/secrets/${id}/history`),
        other.put(`/secrets/${id}/value`).send({ value: { text: 'x' } }),
        other.delete(`/secrets/${id}`),
      ]) {
        const { body: said } = await asked.expect(404);
        expect(said.error.code).toBe('SECRET_NOT_FOUND');
      }
      expect(await given(who, name)).toBeUndefined();
    }
    expect(await given('ada', name)).toBe('open sesame');
  });

  it('take another value, by which version, and say what used them', async () => {
    const { id, name } = await keep('ada');
    await given('ada', name, { objectId: 'w-1' });
    const again = await portal
      .as('ada')
      .put(`/secrets/${id}/value`)
      .send({ value: { text: 'new words' } })
      .expect(200);
    expect(again.body.version).toBe(2);
    expect(again.body.usedBy).toMatchObject([{ objectId: 'w-1' }]);
    expect(await given('ada', name, { objectId: 'w-2' })).toBe('new words');
    await given('ada', name, { objectId: 'w-1' });
    const { body } = await portal.as('ada').get(`/secrets/${id}/history`);
    const said = body.items.map(
      ({ what, version, objectId = '' }: Record<string, string>) =>
        `${what} ${version} ${objectId}`.trim(),
    );
    expect(said).toEqual(['use 2 w-1', 'use 2 w-2', 'rotate 2', 'create 1']);
  });

  it('are gone when they are removed', async () => {
    const { id, name } = await keep('ada');
    await portal.as('ada').delete(`/secrets/${id}`).expect(204);
    await portal.as('ada').get(`/secrets/${id}`).expect(404);
    await portal.as('ada').delete(`/secrets/${id}`).expect(404);
    expect(await given('ada', name)).toBeUndefined();
    await portal.as('ada').post('/secrets').send(some({ name })).expect(201);
  });

  it('have a name once in their scope, also when two are made at once', async () => {
    const wish = some();
    const answers = await Promise.all(
      [1, 2, 3].map(() => portal.as('ada').post('/secrets').send(wish)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const again = await portal.as('ada').post('/secrets').send(wish);
    expect(again.body.error.code).toBe('SECRET_EXISTS');
    await portal.as('max').post('/secrets').send(wish).expect(201);
  });

  it('get one value of two that come at once', async () => {
    const { id } = await keep('ada');
    const answers = await Promise.all(
      ['one', 'two'].map(text =>
        portal.as('ada').put(`/secrets/${id}/value`).send({ value: { text } }),
      ),
    );
    const versions = answers
      .filter(({ status }) => status === 200)
      .map(({ body }) => body.version);
    expect(new Set(versions).size).toBe(versions.length);
    const { body } = await portal.as('ada').get(`/secrets/${id}`);
    expect(body.version).toBe(versions.length + 1);
  });

  it('are made by the portal, and told this once', async () => {
    const wish = { value: undefined, generate: true, kind: 'token' };
    const made = await keep('ada', wish);
    expect(made.generated).toMatch(/^[\w-]{32}$/);
    expect(await given('ada', made.name)).toBe(made.generated);
    const seen = await portal.as('ada').get(`/secrets/${made.id}`);
    expect(JSON.stringify(seen.body)).not.toContain(made.generated);
  });

  it('can be a user and a password, each by its own name', async () => {
    const value = { user: 'robot', password: 'p ä ss' };
    const { name } = await keep('ada', { kind: 'password', value });
    expect(await given('ada', name)).toBe('p ä ss');
    expect(await given('ada', `${name}.user`)).toBe('robot');
  });

  it('are not given once they have expired', async () => {
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const { id, name } = await keep('ada', { expiresAt });
    expect(await given('ada', name)).toBe('open sesame');
    await portal
      .knex('secrets')
      .where({ id })
      .update({
        expires_at: new Date(Date.now() - 1000).toISOString(),
      });
    await expect(given('ada', name)).rejects.toMatchObject({
      code: 'SECRET_EXPIRED',
    });
  });

  it.each([
    ['no value', { value: undefined }, 'body.value.text'],
    [
      'a part of another kind',
      { value: { text: 'a', user: 'b' } },
      'body.value.user',
    ],
    [
      'no password',
      { kind: 'password', value: { user: 'a' } },
      'body.value.password',
    ],
    [
      'a token of two words',
      { kind: 'token', value: { text: 'a b' } },
      'body.value.text',
    ],
    ['too much', { value: { text: 'ä'.repeat(10_000) } }, 'body.value.text'],
    ['half a character', { value: { text: '\ud800' } }, 'body.value.text'],
    [
      'a file that is made up',
      { kind: 'file', generate: true },
      'body.generate',
    ],
    [
      'an end in the past',
      { expiresAt: '2020-01-01T00:00:00Z' },
      'body.expiresAt',
    ],
    ['no community', { scope: 'member' }, 'body.community'],
    ['a community too many', { community: 'sea' }, 'body.community'],
    ['a name with capitals', { name: 'Key' }, 'body.name'],
  ])('refuse %s', async (_what, more, at) => {
    const { body } = await portal
      .as('ada')
      .post('/secrets')
      .send(some(more))
      .expect(400);
    expect(body.error.problems[0].path).toBe(at);
  });
});

describe('secrets of communities', () => {
  it('are kept by managers, and given to the workloads of members', async () => {
    const wish = { scope: 'community', community: 'sea' };
    const { id, name } = await keep('mia', wish);
    expect(await given('ada', name)).toBe('open sesame');
    expect(await given('ada', name, { communityId: 'wood' })).toBeUndefined();
    await portal.as('ada').get(`/secrets/${id}`).expect(404);
    const refused = await portal
      .as('ada')
      .post('/secrets')
      .send(some(wish))
      .expect(403);
    expect(refused.body.error).toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(refused.body.error.nextStep).toBeTruthy();
    const elsewhere = some({ scope: 'community', community: 'wood' });
    await portal.as('mia').post('/secrets').send(elsewhere).expect(403);
  });

  it('are no more seen by who manages no more', async () => {
    const wish = { scope: 'community', community: 'sea' };
    const { id } = await keep('mia', wish);
    portal.people.mia = [tierRef('full', 'sea')];
    await portal.as('mia').get(`/secrets/${id}`).expect(404);
    portal.people.mia = [tierRef('manager', 'sea'), tierRef('full', 'wood')];
    await portal.as('mia').get(`/secrets/${id}`).expect(200);
  });

  it("come after one's own, and what is for one community before what is for all", async () => {
    const name = 'which';
    const at = (scope: string, who: string, text: string) =>
      keep(who, {
        ...{ name, scope, value: { text } },
        ...(scope !== 'personal' && { community: 'sea' }),
      });
    await at('community', 'mia', 'theirs');
    expect(await given('ada', name)).toBe('theirs');
    await at('personal', 'ada', 'mine');
    expect(await given('ada', name)).toBe('mine');
    await at('member', 'ada', 'mine in Sea');
    expect(await given('ada', name)).toBe('mine in Sea');
    expect(await given('ada', name, { communityId: 'wood' })).toBe('mine');
  });

  it('are for its members alone', async () => {
    const wish = some({ scope: 'member', community: 'wood' });
    const { body } = await portal.as('ada').post('/secrets').send(wish);
    expect(body.error.code).toBe('NOT_A_MEMBER');
  });
});

describe('who has secrets', () => {
  it.each([
    ['dora', 403, 'PERMISSION_DENIED'],
    ['sam', 403, 'NO_TIER'],
    ['nobody', 401, undefined],
  ])('is not %s', async (who, status, code) => {
    for (const asked of [
      portal.as(who).get('/secrets'),
      portal.as(who).post('/secrets').send(some()),
    ]) {
      const { body } = await asked.expect(status);
      expect(body.error.code).toBe(code);
    }
  });
});

describe('the audit log', () => {
  it('has each change and each use, and no value', async () => {
    portal.heard.audits.length = 0;
    const { id, name } = await keep('ada', { value: { text: 'canary-1' } });
    const value = { text: 'canary-2' };
    await portal.as('ada').put(`/secrets/${id}/value`).send({ value });
    await given('ada', name);
    await portal.as('ada').delete(`/secrets/${id}`);
    expect(portal.heard.audits.map(({ what }) => what)).toEqual([
      'secret-create:succeeded',
      'secret-rotate:succeeded',
      'secret-use:succeeded',
      'secret-delete:succeeded',
    ]);
    expect(JSON.stringify(portal.heard.audits)).not.toContain('canary');
  });
});

describe('secrets of one workload', () => {
  const launch = { by: 'workloads', objectId: 'array-1', communityId: 'sea' };
  const holder = { objectId: 'array-1', name: 'api' };
  const listed = async () => {
    const { body } = await portal.as('ada').get('/secrets').expect(200);
    return body.items.filter(
      ({ scope }: { scope: string }) => scope === 'workload',
    );
  };

  it('are given to it alone, shown with it, changed, and gone with it', async () => {
    const { ofObjects } = portal.accounts;
    await ofObjects.keep(refOf('ada'), { api: 'open sesame' }, launch);
    expect(await ofObjects.give(refOf('ada'), holder, use)).toBe('open sesame');
    expect(await ofObjects.give(refOf('max'), holder, use)).toBeUndefined();
    // Nobody gets it by its name.
    expect(await given('ada', 'api')).toBeUndefined();

    const [shown] = await listed();
    expect(shown).toMatchObject({
      ...{ name: 'api', scope: 'workload', workloadId: 'array-1' },
      usedBy: [{ by: 'workloads', objectId: 'w-1', version: 1 }],
    });
    expect(JSON.stringify(shown)).not.toContain('sesame');

    const ada = portal.as('ada');
    const refused = await ada.delete(`/secrets/${shown.id}`).expect(409);
    expect(refused.body.error.code).toBe('SECRET_OF_WORKLOAD');
    await portal.as('max').delete(`/secrets/${shown.id}`).expect(404);
    const value = { value: { text: 'another' } };
    await ada.put(`/secrets/${shown.id}/value`).send(value).expect(200);
    expect(await ofObjects.give(refOf('ada'), holder, use)).toBe('another');

    const past = new Date(0).toISOString();
    const ahead = new Date(Date.now() + 60_000).toISOString();
    expect(await ofObjects.holders(past)).toEqual([]);
    expect(await ofObjects.holders(ahead)).toEqual(['array-1']);
    await ofObjects.forget('array-1');
    await ofObjects.forget('array-1');
    expect(await listed()).toEqual([]);
    expect(await ofObjects.holders(ahead)).toEqual([]);
  });

  it('are removed but for one that is being made, and that one later', async () => {
    const { ofObjects } = portal.accounts;
    const begun = { ...launch, objectId: 'array-2' };
    const values = { one: 'a', two: 'b', three: 'c' };
    await ofObjects.keep(refOf('ada'), values, begun);
    const rows = () => portal.knex('secrets').where({ workload_id: 'array-2' });
    const making = { version: 0, doing: 'create' };
    await rows().where({ name: 'one' }).update(making);
    await expect(ofObjects.forget('array-2')).rejects.toMatchObject({
      code: 'SECRET_BUSY',
    });
    expect(await rows().pluck('name')).toEqual(['one']);
    await rows().update({ version: 1, doing: null });
    await ofObjects.forget('array-2');
    expect(await rows()).toEqual([]);
  });

  it('are made with a launch and by nobody otherwise', async () => {
    await portal
      .as('ada')
      .post('/secrets')
      .send(some({ scope: 'workload' }))
      .expect(400);
  });

  it('say before a launch whether those that it names are there', async () => {
    const { name } = await keep('ada');
    const options = { communityId: 'sea' };
    const states = await portal.accounts.secretStates(
      refOf('ada'),
      [name, 'none'],
      options,
    );
    expect(states).toEqual([
      { name, state: 'ready' },
      { name: 'none', state: 'missing' },
    ]);
  });
});
