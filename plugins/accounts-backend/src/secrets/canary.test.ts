import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import createKnex, { type Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refOf, startAccounts, type Portal } from '../__testUtils__';

/** Of each way in. */
const EACH = 40;

let folder: string;
let knex: Knex;
let portal: Portal;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-canary-'));
  knex = createKnex({
    client: 'better-sqlite3',
    connection: { filename: path.join(folder, 'accounts.sqlite') },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  const keyFile = path.join(folder, 'secrets.key');
  portal = await startAccounts({ keyFile, knex });
});
afterAll(async () => {
  await portal.stop();
  await rm(folder, { recursive: true });
});

const planted: string[] = [];
/** A secret that is found again wherever it is. */
const plant = () => {
  const canary = `canary-${planted.length}-${crypto.randomUUID()}`;
  planted.push(canary);
  return canary;
};

/** Those that stand in a text, in whatever way. */
function found(text: string): string[] {
  return planted.filter(canary => {
    const bytes = Buffer.from(canary);
    return [
      canary,
      bytes.toString('hex'),
      // Without the last letters, which depend on what follows.
      bytes.toString('base64').slice(0, -4),
    ].some(each => text.includes(each));
  });
}

const answers: string[] = [];
const ada = () => portal.as('ada');
async function told(asked: PromiseLike<{ status: number; text: string }>) {
  const { status, text } = await asked;
  answers.push(text);
  return { status, body: text && JSON.parse(text) };
}

const wish = (index: number, more: object = {}) => ({
  ...{ name: `s-${index}`, kind: 'text', scope: 'personal' },
  ...more,
});

/** Requests that are wrong, each in its own way, with a secret at some place. */
const wrongs = [
  () => wish(0, { value: { text: { inner: plant() } } }),
  () => wish(0, { value: { other: plant() } }),
  () => wish(0, { kind: 'token', value: { text: `${plant()} ${plant()}` } }),
  () => wish(0, { kind: 'text', value: { password: plant() } }),
  () => wish(0, { kind: plant(), value: { text: 'x' } }),
  () => wish(0, { value: { text: plant() }, expiresAt: plant() }),
  () => wish(0, { value: { text: plant().repeat(2000) } }),
  () => ({ [plant()]: plant() }),
];

describe('secrets that are planted everywhere', () => {
  it('are nowhere but where they were put', async () => {
    const ids: string[] = [];
    for (let index = 0; index < EACH; index += 1) {
      const value = { text: plant() };
      const made = await told(
        ada().post('/secrets').send(wish(index, { value })),
      );
      expect(made.status).toBe(201);
      ids.push(made.body.id);
    }
    for (const [index, id] of ids.entries()) {
      const value = { text: plant() };
      await told(ada().put(`/secrets/${id}/value`).send({ value }));
      const use = { by: 'workloads', objectId: `w-${index}` };
      const given = await portal.accounts.secret(
        refOf('ada'),
        `s-${index}`,
        use,
      );
      expect(given).toBe(value.text);
    }
    await told(ada().get(`/secrets/${ids[0]}/history`));
    await told(ada().get(`/secrets/${ids[0]}`));
    for (let index = 0; index < EACH; index += 1) {
      const body = wrongs[index % wrongs.length]();
      const { status } = await told(ada().post('/secrets').send(body));
      expect(status).toBe(400);
      await told(
        ada()
          .post('/secrets')
          .set('content-type', 'application/json')
          .send(`{"value":{"text":${plant()}`),
      );
    }
    // What nobody may, and what breaks in the middle.
    const rename = (from: string, to: string) =>
      knex.schema.renameTable(from, to);
    const breaks = {
      stored_secrets: ids.splice(0, EACH / 2),
      secret_events: ids,
    };
    for (const [table, broken] of Object.entries(breaks)) {
      await rename(table, 'elsewhere');
      for (const id of broken) {
        const value = { text: plant() };
        const at = `/secrets/${id}/value`;
        const { status } = await told(ada().put(at).send({ value }));
        expect(status).toBe(500);
        await told(
          portal
            .as('max')
            .put(at)
            .send({ value: { text: plant() } }),
        );
      }
      await rename('elsewhere', table);
    }
    await told(ada().get('/secrets'));
    expect(planted.length).toBeGreaterThan(200);

    expect(found(`x${planted[7]}y`)).toEqual([planted[7]]);
    expect(found(answers.join('\n'))).toEqual([]);
    expect(portal.heard.logs).toContain('no such table');
    expect(found(portal.heard.logs)).toEqual([]);
    expect(found(JSON.stringify(portal.heard.audits))).toEqual([]);
    for (const file of await readdir(folder)) {
      const bytes = await readFile(path.join(folder, file), 'latin1');
      expect([file, ...found(bytes)]).toEqual([file]);
    }
  });
});
