import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { generateKeyPairSync, sign } from 'node:crypto';
import {
  createServer,
  connect as dial,
  type AddressInfo,
  type Socket,
} from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  onTestFinished,
} from 'vitest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- servers of tests
import { startVault } from '../../../../../scripts/engines/vault.mjs';
import { VaultSecretStore } from '.';
import { describeSecretStore } from '../../__testUtils__';
import { StoreAwayError } from '../errors';
import { secretPath } from '../path';
import type { VaultConfig, VaultLogin } from './readVaultConfig';

type Vault = Awaited<ReturnType<typeof startVault>>;
const logger = mockServices.logger.mock();
const TOP = 'portal';

let vault: Vault;
let login: VaultLogin;
beforeAll(async () => {
  vault = await startVault();
  await prepare();
});
afterAll(() => vault?.stop());

/** As an operator does, once: docs/operator.md. */
async function prepare() {
  const { ask } = vault;
  await ask('POST', 'sys/mounts/secret', {
    type: 'kv',
    options: { version: '2' },
  });
  await ask('PUT', 'sys/policies/acl/portal', {
    policy: ['data', 'metadata']
      .map(
        what =>
          `path "secret/${what}/${TOP}/*" { capabilities = ["create", "read", "update", "delete", "list"] }`,
      )
      .join('\n'),
  });
  await ask('POST', 'sys/auth/approle', { type: 'approle' });
  await ask('POST', 'auth/approle/role/portal', {
    ...{ token_policies: ['portal'], token_ttl: '60s', token_max_ttl: '120s' },
  });
  const role = await ask('GET', 'auth/approle/role/portal/role-id');
  const secret = await ask('POST', 'auth/approle/role/portal/secret-id', {});
  login = {
    ...{ way: 'approle', mount: 'approle' },
    roleId: role.data.role_id,
    secretId: secret.data.secret_id,
  };
}

function storeAt(more: Partial<VaultConfig> = {}): VaultSecretStore {
  const config: VaultConfig = {
    ...{ addresses: [vault.url], mount: 'secret', path: TOP, login },
    ...{ timeoutMs: 3000, ...more },
  };
  return new VaultSecretStore(config, { logger });
}

const place = () => secretPath('people', crypto.randomUUID());
const first = { ifVersion: 0 };
const tokensOf = async () =>
  (await vault.ask('LIST', 'auth/token/accessors')).data.keys as string[];

describeSecretStore('in Vault', () => storeAt());

describe('a portal at Vault', () => {
  it('says with an identity token who it is, and reaches what the policy of its entity lets it', async () => {
    const { ask } = vault;
    const folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-jwt-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const tokenFile = path.join(folder, 'token');
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
    });
    // Of its own: the test may be tried again.
    const mount = `jwt-${crypto.randomUUID()}`;
    await ask('POST', `sys/auth/${mount}`, { type: 'jwt' });
    await ask('POST', `auth/${mount}/config`, {
      jwt_validation_pubkeys: [
        publicKey.export({ type: 'spki', format: 'pem' }),
      ],
    });
    const mounts = await ask('GET', 'sys/auth');
    const { accessor } = mounts.data[`${mount}/`];
    await ask('PUT', 'sys/policies/acl/own', {
      policy: `path "secret/data/{{identity.entity.aliases.${accessor}.name}}/*" { capabilities = ["create", "read", "update"] }`,
    });
    await ask('POST', `auth/${mount}/role/portal`, {
      ...{ role_type: 'jwt', user_claim: 'sub', token_policies: ['own'] },
      ...{ bound_audiences: ['vault'] },
    });
    const part = (what: object) =>
      Buffer.from(JSON.stringify(what)).toString('base64url');
    const issue = (sub: string) => {
      const nbf = Math.floor(Date.now() / 1000) - 60;
      const exp = nbf + 600;
      const head = part({ alg: 'RS256', typ: 'JWT' });
      const body = `${head}.${part({ sub, aud: 'vault', nbf, exp })}`;
      const made = sign('sha256', Buffer.from(body), privateKey);
      return writeFile(tokenFile, `${body}.${made.toString('base64url')}\n`);
    };
    const identity: VaultLogin = {
      ...{ way: 'jwt', mount, role: 'portal', tokenFile },
    };
    await issue('portal-a');
    const own = storeAt({ path: 'portal-a', login: identity });
    const there = place();
    await own.write(there, { value: 'a' }, first);
    expect((await own.read(there))?.data).toEqual({ value: 'a' });

    await issue('portal-b');
    const other = storeAt({ path: 'portal-a', login: identity });
    await expect(other.read(there)).rejects.toMatchObject({
      cause: 'Vault lets the portal in, but not to its secrets',
    });
  });

  it('that asks too often, asks again when Vault lets it, and says so where that takes too long', async () => {
    const { ask } = vault;
    const there = place();
    const store = storeAt({ timeoutMs: 20_000 });
    await store.write(there, { value: 'a' }, first);
    await ask('POST', 'sys/quotas/rate-limit/portal', {
      ...{ path: 'secret/', rate: 2, interval: '2s' },
    });
    onTestFinished(() => ask('DELETE', 'sys/quotas/rate-limit/portal'));
    for (let time = 0; time < 5; time++) {
      expect((await store.read(there))?.data).toEqual({ value: 'a' });
    }
    await ask('POST', 'sys/quotas/rate-limit/portal', {
      ...{ path: 'secret/', rate: 1, interval: '3600s' },
    });
    const hurried = storeAt({ timeoutMs: 2000 });
    const refused = async () => {
      for (let time = 0; time < 2; time++) await hurried.read(there);
    };
    await expect(refused()).rejects.toMatchObject({
      cause: 'Vault has too much to do',
    });
  });

  it('asks in its namespace', async () => {
    const namespaces: unknown[] = [];
    const server = createHttpServer((req, res) => {
      namespaces.push(req.headers['x-vault-namespace']);
      res.setHeader('content-type', 'application/json');
      const auth = { client_token: 't', lease_duration: 60, renewable: false };
      res.end(JSON.stringify({ auth, data: { keys: ['one'] } }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const addresses = [`http://127.0.0.1:${port}`];
    const store = storeAt({ addresses, namespace: 'science/sea' });
    expect(await store.list(secretPath('people'))).toEqual(['one']);
    expect(namespaces).toEqual(['science/sea', 'science/sea']);
  });

  it('asks in the only namespace of a Vault that has no others, whatever it is configured for', async () => {
    const at = place();
    const inNamespace = storeAt({ namespace: 'science/sea' });
    await inNamespace.write(at, { text: 'x' }, first);
    expect((await storeAt().read(at))?.data).toEqual({ text: 'x' });
    expect(await inNamespace.health()).toEqual({ state: 'ready' });
  });

  it('that Vault does not know, says so', async () => {
    const wrong = { ...login, roleId: 'wrong' } as VaultLogin;
    expect(await storeAt({ login: wrong }).health()).toEqual({
      state: 'away',
      reason: 'Vault does not let the portal in',
    });
  });

  it('whose token was revoked, gets another one', async () => {
    const store = storeAt();
    const there = place();
    await store.write(there, { value: 'a' }, first);
    await vault.ask('PUT', 'sys/leases/revoke-prefix/auth/approle', {});
    await store.write(there, { value: 'b' }, { ifVersion: 1 });
    expect((await store.read(there))?.version).toBe(2);
  });

  it('asks for one token, also when many ask at once, and gives it back', async () => {
    const store = storeAt();
    const before = (await tokensOf()).length;
    await Promise.all(Array.from({ length: 8 }, () => store.read(place())));
    expect(await tokensOf()).toHaveLength(before + 1);
    await store.close();
    expect(await tokensOf()).toHaveLength(before);
  });

  it('renews its token while it may, and then logs in again', async () => {
    await vault.ask('POST', 'auth/approle/role/portal', {
      ...{ token_ttl: '3s', token_max_ttl: '6s' },
    });
    const store = storeAt();
    const there = place();
    let version = 0;
    const end = Date.now() + 10_000;
    while (Date.now() < end) {
      version = await store.write(
        there,
        { value: 'x' },
        { ifVersion: version },
      );
      await new Promise(resolve => setTimeout(resolve, 250));
    }
    expect((await store.read(there))?.version).toBe(version);
    await vault.ask('POST', 'auth/approle/role/portal', {
      ...{ token_ttl: '60s', token_max_ttl: '120s' },
    });
  });
});

describe('while Vault', () => {
  afterEach(async () => {
    if ((await vault.statusOf()) === undefined) await vault.start();
    if ((await vault.statusOf()) === 503) await vault.unseal();
  });

  it('is sealed, nothing is changed, and it says so at once', async () => {
    const store = storeAt();
    const there = place();
    await store.write(there, { value: 'a' }, first);
    await vault.seal();
    expect(await store.health()).toEqual({
      state: 'sealed',
      reason: 'Vault is sealed',
    });
    const change = store.write(there, { value: 'b' }, { ifVersion: 1 });
    await expect(change).rejects.toMatchObject({
      ...{ code: 'SECRET_STORE_AWAY', mayHaveChanged: false },
    });
    await vault.unseal();
    expect(await store.health()).toEqual({ state: 'ready' });
    expect((await store.read(there))?.version).toBe(1);
  });

  it('is killed and comes again, what was written is there', async () => {
    const store = storeAt();
    const there = place();
    await store.write(there, { value: 'a' }, first);
    await vault.kill();
    expect((await store.health()).state).toBe('away');
    await expect(store.read(there)).rejects.toBeInstanceOf(StoreAwayError);
    await vault.start();
    expect((await store.health()).state).toBe('sealed');
    await vault.unseal();
    expect(await store.write(there, { value: 'b' }, { ifVersion: 1 })).toBe(2);
  });

  it('has another leader, the portal goes to that one', async () => {
    const second = await startVault({ beside: vault });
    onTestFinished(() => second.stop());
    const third = await startVault({ beside: vault });
    onTestFinished(() => third.stop());
    const addresses = [second.url, third.url, vault.url];
    const store = storeAt({ addresses, timeoutMs: 20_000 });
    const there = place();
    expect(await second.statusOf()).toBe(429);
    await store.write(there, { value: 'a' }, first);
    await vault.kill();
    expect(await store.write(there, { value: 'b' }, { ifVersion: 1 })).toBe(2);
    expect((await store.read(there))?.data).toEqual({ value: 'b' });
  });
});

describe('a line to Vault', () => {
  it('that is cut after the question: what was written is not written twice', async () => {
    const line = await lineTo(vault.url);
    const store = storeAt({ addresses: [line.url] });
    const there = place();
    await store.write(there, { value: 'a' }, first);
    line.cutNextAnswer();
    expect(await store.write(there, { value: 'b' }, { ifVersion: 1 })).toBe(2);
    expect(line.cuts).toBe(1);
    expect((await store.read(there))?.version).toBe(2);
    await line.close();
  });

  it('that is silent: one is told in time that it is not known', async () => {
    const line = await lineTo(vault.url);
    const store = storeAt({ addresses: [line.url], timeoutMs: 1500 });
    const there = place();
    await store.write(there, { value: 'a' }, first);
    line.isSilent = true;
    const change = store.write(there, { value: 'b' }, { ifVersion: 1 });
    await expect(change).rejects.toMatchObject({
      ...{ code: 'SECRET_STORE_AWAY', mayHaveChanged: true },
    });
    expect(await store.health()).toEqual({
      ...{ state: 'away', reason: 'Vault does not answer' },
    });
    line.isSilent = false;
    await expect.poll(async () => (await store.health()).state).toBe('ready');
    await line.close();
  });
});

/** A server on the way, which can lose answers or give none. */
async function lineTo(target: string) {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  const line = { url: '', isSilent: false, cuts: 0 };
  let cutNext = false;
  const server = createServer(near => {
    const far = dial(Number(port), hostname);
    open.add(near).add(far);
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    near.on('data', bytes => {
      if (!line.isSilent) far.write(bytes);
    });
    far.on('data', bytes => {
      if (line.isSilent) return;
      if (!cutNext) {
        near.write(bytes);
        return;
      }
      cutNext = false;
      line.cuts += 1;
      near.destroy();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  line.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(line, {
    cutNextAnswer() {
      cutNext = true;
    },
    async close() {
      for (const each of open) each.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  });
}
