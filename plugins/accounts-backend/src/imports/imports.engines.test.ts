import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ImportedSecret, Secret } from '@astrolabe/plugin-accounts-common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- servers of tests
import { startVault } from '../../../../scripts/engines/vault.mjs';
import { PASSWORD, startService, USER } from '../__testUtils__/services';
import {
  createDatabase,
  refOf,
  startAccounts,
  type Portal,
  type StartOptions,
} from '../__testUtils__/startAccounts';

const CANARY = 'canary-of-the-other-portal';
const [ADA, MAX, GONE] = ['a-ada', 'b-max', 'c-gone'];
const [HERE, ELSEWHERE] = ['https://login.example/', 'https://other.example/'];
const VO = 'vo.example.eu';

/** As people have it in the Vault of the portal before, below `users/<sub>/<vo>`. */
const there: Record<string, object> = {
  [`${ADA}/${VO}/services/mlflow/credentials`]: {
    ...{ username: 'ada', password: `${CANARY} 1` },
  },
  [`${ADA}/${VO}/services/huggingface/token`]: { token: `${CANARY}-2` },
  [`${ADA}/${VO}/deployments/0f/federated/default`]: { token: `${CANARY}-4` },
  [`${ADA}/tutorials/notes`]: { first: `${CANARY}-5`, second: 'x' },
  [`${MAX}/${VO}/services/huggingface/token`]: { token: `${CANARY}-6` },
  [`${GONE}/${VO}/services/huggingface/token`]: { token: `${CANARY}-7` },
};

describe('secrets of another portal, by a real Vault', () => {
  let vault: Awaited<ReturnType<typeof startVault>>;
  let reader: string;
  let portal: Portal;
  let common: Pick<StartOptions, 'communitiesKnex' | 'allowedHosts'>;
  beforeAll(async () => {
    vault = await startVault();
    const { ask } = vault;
    for (const [mount, version] of [
      ['secrets', '1'],
      ['newer', '2'],
    ]) {
      await ask('POST', `sys/mounts/${mount}`, {
        ...{ type: 'kv', options: { version } },
      });
    }
    for (const [place, data] of Object.entries(there)) {
      await ask('POST', `secrets/users/${encodeURI(place)}`, data);
    }
    await ask('PUT', 'sys/policies/acl/reader', {
      policy: 'path "secrets/*" { capabilities = ["read", "list"] }',
    });
    const made = await ask('POST', 'auth/token/create', {
      policies: ['reader'],
    });
    reader = made.auth.client_token;
    const communitiesKnex = createDatabase();
    common = { communitiesKnex, allowedHosts: ['127.0.0.1'] };
    portal = await startAccounts({
      ...{ ...common, issuers: [HERE] },
      keyFile: path.join(mkdtempSync(path.join(os.tmpdir(), 'acc-')), 'key'),
    });
    // As if they had signed in by a provider.
    const now = new Date().toISOString();
    for (const [subject, name] of [
      [ADA, 'ada'],
      [MAX, 'max'],
    ]) {
      await communitiesKnex('people').insert({
        ...{ ref: refOf(name), display_name: name },
        ...{ created_at: now, signed_in_at: now },
      });
      await communitiesKnex('identities').insert({
        ...{ id: `id-${name}`, issuer: HERE, subject },
        ...{ person_ref: refOf(name), created_at: now },
      });
    }
    // Others are called the same by another provider.
    for (const subject of [ADA, GONE]) {
      await communitiesKnex('identities').insert({
        ...{ id: `other-${subject}`, issuer: ELSEWHERE, subject },
        ...{ person_ref: refOf('max'), created_at: now },
      });
    }
    await communitiesKnex('memberships').insert({
      ...{ identity_id: 'id-ada', person_ref: refOf('ada') },
      ...{
        community: 'sea',
        tier: 'full',
        holds_until: '2099-01-01T00:00:00.000Z',
      },
    });
  });
  afterAll(async () => {
    await portal?.stop();
    await vault?.stop();
  });
  beforeEach(async () => {
    await portal.knex('secret_events').delete();
    await portal.knex('secrets').delete();
    await portal.knex('taken_over').delete();
  });

  const run = (more: object = {}, who = 'olga') =>
    portal
      .as(who)
      .post('/secret-imports')
      .send({ address: vault.url, token: reader, ...more });
  const outcomes = async (more: object = {}) => {
    const { body } = await run(more).expect(200);
    expect(JSON.stringify([body, portal.heard])).not.toContain(CANARY);
    expect(JSON.stringify(portal.heard)).not.toContain(reader);
    return body.items.map(
      (each: Record<string, string>) =>
        `${each.outcome} ${each.person ?? each.subject} ${
          each.name ?? each.reason ?? ''
        }`,
    );
  };
  const valueOf = (name: string, communityId?: string) =>
    portal.accounts.secret(refOf('ada'), name, {
      ...{ by: 'test', objectId: '1', communityId },
    });

  const all = (outcome: string) => [
    `${outcome} user:default/ada notes`,
    'skipped user:default/ada it belongs to a workload of the other portal',
    `${outcome} user:default/ada huggingface-token`,
    `${outcome} user:default/ada mlflow-credentials`,
    `${outcome} user:default/max huggingface-token`,
    `unknown ${GONE} `,
  ];

  it('are told first, made when that is wanted, and made once', async () => {
    expect(await outcomes()).toEqual(all('new'));
    expect(await portal.knex('secrets').select()).toEqual([]);
    expect(await outcomes({ dryRun: false })).toEqual(all('made'));
    expect(await valueOf('mlflow-credentials')).toBe(`${CANARY} 1`);
    expect(await valueOf('mlflow-credentials.user')).toBe('ada');
    expect(await valueOf('huggingface-token')).toBe(`${CANARY}-2`);
    expect(await outcomes({ dryRun: false })).toEqual(all('present'));
    const { body } = await portal.as('ada').get('/secrets').expect(200);
    expect(body.items).toHaveLength(3);
    const events = await portal.knex('secret_events').where({ what: 'create' });
    expect(new Set(events.map(each => each.by))).toEqual(
      new Set([refOf('olga')]),
    );
  });

  it('do not come back when their owner has removed them', async () => {
    await outcomes({ dryRun: false });
    const { body } = await portal.as('ada').get('/secrets').expect(200);
    const notes = body.items.find((each: Secret) => each.name === 'notes');
    await portal.as('ada').delete(`/secrets/${notes.id}`).expect(204);
    for (const dryRun of [true, false]) {
      const said = await outcomes({ dryRun });
      expect(said[0]).toBe('removed user:default/ada notes');
      expect(said.slice(1)).toEqual(all('present').slice(1));
    }
    expect(await valueOf('notes')).toBeUndefined();
    const [row] = await portal.knex('taken_over').where({ path: 'notes' });
    expect(row).toMatchObject({ organisation: 'tutorials', by: refOf('olga') });
  });

  it('leave a value that somebody has given here as it is', async () => {
    const own = {
      ...{ name: 'huggingface-token', kind: 'token', scope: 'personal' },
      value: { text: 'newer' },
    };
    await portal.as('ada').post('/secrets').send(own).expect(201);
    const said = await outcomes({ dryRun: false });
    expect(said).toContain('taken user:default/ada huggingface-token');
    expect(said).toContain('made user:default/ada notes');
    expect(await valueOf('huggingface-token')).toBe('newer');
  });

  it('go to the community that an organisation is here, for its members', async () => {
    const said = await outcomes({
      communities: { [VO]: 'sea' },
      dryRun: false,
    });
    expect(said).toContain('made user:default/ada huggingface-token');
    expect(said).toContain(
      'skipped user:default/max they are no member of sea',
    );
    expect(await valueOf('huggingface-token', 'sea')).toBe(`${CANARY}-2`);
    expect(await valueOf('huggingface-token')).toBeUndefined();
    expect(await valueOf('notes')).toContain(`${CANARY}-5`);
  });

  it('are of whom a provider calls so, and not of whom another does', async () => {
    const both = await startAccounts({
      ...{ ...common, issuers: [HERE, ELSEWHERE] },
      keyFile: path.join(mkdtempSync(path.join(os.tmpdir(), 'acc-')), 'key'),
    });
    const ask = async (more: object) => {
      const wish = { address: vault.url, token: reader, ...more };
      return (await both.as('olga').post('/secret-imports').send(wish)).body;
    };
    const whose = async (issuer: string) => {
      const items: ImportedSecret[] = (await ask({ issuer })).items;
      return new Map(items.map(({ subject, person }) => [subject, person]));
    };
    try {
      expect(await whose(HERE)).toEqual(
        new Map([
          [ADA, refOf('ada')],
          [MAX, refOf('max')],
          [GONE, undefined],
        ]),
      );
      expect(await whose(ELSEWHERE.slice(0, -1))).toEqual(
        new Map([
          [ADA, refOf('max')],
          [MAX, undefined],
          [GONE, refOf('max')],
        ]),
      );
      for (const more of [{}, { issuer: 'https://no.example' }]) {
        expect((await ask(more)).error).toMatchObject({
          ...{ code: 'ISSUER_UNCLEAR', nextStep: 'Name the issuer of one.' },
          cause: `people sign in here by ${HERE}, ${ELSEWHERE}`,
        });
      }
    } finally {
      await both.stop();
    }
  });

  it('are of everybody, wherever a page ends', async () => {
    const folders = ['q', 'q-r', 'q.r', 'q/x', 'q0', 'Q', 'ä'];
    const at = (name: string) => `names/${encodeURI(name)}/vo/token`;
    for (const name of folders) {
      await vault.ask('POST', `secrets/${at(name)}`, { token: 'x' });
    }
    await vault.ask('POST', 'secrets/names/q', { token: 'of nobody' });
    const found: string[] = [];
    let after: string | undefined;
    do {
      const wish = { path: 'names', limit: 1, ...(after && { after }) };
      const { body } = await run(wish).expect(200);
      found.push(...body.items.map((each: ImportedSecret) => each.subject));
      after = body.next;
    } while (after && found.length < 20);
    expect(found).toEqual(['Q', 'q', 'q-r', 'q.r', 'q0', 'ä']);
  });

  it('are left alone while one of the name is being made, and say what of them is left', async () => {
    const at = `secrets/users/${ADA}/${VO}/services/mlflow/credentials`;
    const data = { username: 'ada', password: `${CANARY} 1` };
    await vault.ask('POST', at, { ...data, tracking: 'https://x' });
    await outcomes({ dryRun: false });
    await portal
      .knex('secrets')
      .where({ name: 'notes' })
      .update({ version: 0 });
    const { items } = (await run().expect(200)).body;
    const busy = expect.stringMatching(/being made of this name/);
    expect(items[0]).toMatchObject({ outcome: 'skipped', reason: busy });
    expect(items[3].reason).toBe('without its fields tracking');
    await vault.ask('POST', at, data);
  });

  it('leave a trace, and their owners are told', async () => {
    portal.heard.audits.length = 0;
    portal.heard.notices.length = 0;
    const where = { mount: 'secrets', path: 'users' };
    const meta = { host: new URL(vault.url).host, ...where };
    await outcomes();
    await outcomes({ dryRun: false });
    const rest = { skipped: '1', unknown: '1' };
    expect(portal.heard.audits).toEqual([
      {
        what: 'secret-import:succeeded',
        meta: { ...meta, dryRun: 'true', new: '4', ...rest },
      },
      {
        what: 'secret-import:succeeded',
        meta: { ...meta, dryRun: 'false', made: '4', ...rest },
      },
    ]);
    const told = portal.heard.notices.map(({ recipients, payload }) => [
      ...[recipients, payload.description?.split('.')[0], payload.link],
    ]);
    expect(told).toEqual(
      [
        ['ada', 'Secrets: 3, storages: 0'],
        ['max', 'Secrets: 1, storages: 0'],
      ].map(([name, description]) => [
        { type: 'entity', entityRef: refOf(name) },
        ...[description, '/secrets'],
      ]),
    );
  });

  it('go on after the person that was named last', async () => {
    expect(await outcomes({ after: ADA })).toEqual(all('new').slice(4));
  });

  it('are storages, too, which are linked where they let one in', async () => {
    const { service, values } = await startService('nextcloud');
    const place = `secrets/users/${MAX}/${VO}/services/storage`;
    const storage = (appPassword: string) => ({
      ...{ vendor: 'nextcloud', server: `${service.url}/` },
      ...{ loginName: USER, appPassword },
    });
    await vault.ask('POST', `${place}/mine`, storage(PASSWORD));
    await vault.ask('POST', `${place}/old`, {
      ...storage('x'),
      loginName: 'no',
    });
    const ofStorages = async (more: object) => {
      const { body } = await run({ after: ADA, ...more }).expect(200);
      expect(JSON.stringify([body, portal.heard])).not.toContain(PASSWORD);
      return body.items
        .filter(({ path: at = '' }) => at.startsWith('services/storage'))
        .map((each: Record<string, string>) => each.reason ?? each.outcome);
    };
    const accounts = async () =>
      (await portal.as('max').get('/accounts').expect(200)).body.items;
    try {
      expect(await ofStorages({})).toEqual(['new', 'new']);
      expect(await accounts()).toEqual([]);
      const refused = expect.stringContaining('does not let you in');
      const made = await ofStorages({ dryRun: false });
      expect(made).toEqual(['made', refused]);
      const link = { service: 'nextcloud', ownerRef: refOf('max') };
      const by = refOf('olga');
      expect(portal.heard.audits.slice(-3)).toMatchObject([
        {
          what: 'account-link:succeeded',
          meta: { ...link, by, account: 'nextcloud', isNew: 'true' },
        },
        { what: 'account-link:failed', meta: { ...link, by } },
        { what: 'secret-import:succeeded', meta: { made: '2', skipped: '1' } },
      ]);
      expect(portal.heard.notices.at(-1)?.payload.description).toContain(
        'storages: 1',
      );
      expect(await accounts()).toMatchObject([
        { service: 'nextcloud', title: 'mine', url: values.url },
      ]);
      expect(await ofStorages({ dryRun: false })).toEqual(['present', refused]);
      await vault.ask('POST', `${place}/mine`, storage('older'));
      expect(await ofStorages({ dryRun: false })).toEqual(['taken', refused]);
      expect(await accounts()).toHaveLength(1);
      // Written otherwise, or linked by the owner meanwhile, it is the same one.
      const inWords = { ...storage(PASSWORD), loginName: ` ${USER} ` };
      await vault.ask('POST', `${place}/mine`, inWords);
      const [before] = await portal.knex('linked_accounts').select();
      expect(await ofStorages({ dryRun: false })).toEqual(['present', refused]);
      expect(await portal.knex('linked_accounts').select()).toEqual([before]);
      await portal.as('max').delete(`/accounts/${before.name}`).expect(204);
      expect(await ofStorages({ dryRun: false })).toEqual(['removed', refused]);
      await portal.knex('taken_over').delete();
      const own = { service: 'nextcloud', title: 'My own', values };
      let theirs: unknown[] = [];
      service.meanwhile = async () => {
        await portal.as('max').post('/accounts').send(own).expect(201);
        theirs = await portal.knex('linked_accounts').select();
      };
      expect(await ofStorages({ dryRun: false })).toEqual(['present', refused]);
      expect(theirs).toMatchObject([{ title: 'My own' }]);
      expect(await portal.knex('linked_accounts').select()).toEqual(theirs);
    } finally {
      await service.stop();
      for (const each of ['mine', 'old']) {
        await vault.ask('DELETE', `${place}/${each}`);
      }
    }
  });

  it('are for operators, and say what is wrong', async () => {
    for (const who of ['ada', 'mia']) await run({}, who).expect(403);
    const codeOf = async (status: number, more: object) =>
      (await run(more).expect(status)).body.error.code;
    expect(await codeOf(400, { token: 'wrong' })).toBe('IMPORT_REFUSED');
    const root = { token: vault.rootToken };
    expect(await codeOf(400, { mount: 'newer', ...root })).toBe(
      'IMPORT_OTHER_ENGINE',
    );
    expect(await codeOf(400, { mount: 'nowhere', ...root })).toBe(
      'IMPORT_OTHER_ENGINE',
    );
    expect(await outcomes({ path: 'nobody' })).toEqual([]);
    expect(await codeOf(400, { path: '../users' })).toBe('INVALID_REQUEST');
    for (const address of ['http://[', 'http://127.0.0.1:99999']) {
      expect(await codeOf(400, { address })).toBe('INVALID_REQUEST');
    }
    expect(await codeOf(400, { address: 'http://10.0.0.1' })).toBe(
      'IMPORT_ADDRESS',
    );
    expect(await codeOf(503, { address: 'http://127.0.0.1:1' })).toBe(
      'IMPORT_VAULT_AWAY',
    );
    await vault.seal();
    expect(await codeOf(503, {})).toBe('IMPORT_VAULT_AWAY');
    await vault.unseal();
    expect((await outcomes()).length).toBe(6);
  });
});
