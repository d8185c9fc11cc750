/* eslint-disable @backstage/no-relative-monorepo-imports -- scripts are no package */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import {
  CLIENT_SECRET,
  startKeycloak,
} from '../../../../../scripts/engines/keycloak.mjs';
import { loginFormAction } from '../../../../../scripts/engines/keycloakLogin.mjs';
import { startMinio } from '../../../../../scripts/engines/minio.mjs';
import {
  refOf,
  startAccounts,
  type Portal,
} from '../../__testUtils__/startAccounts';

const execFileAsync = promisify(execFile);
const PASSWORD = 'a password of tests';
const CLIENT_ID = 'astrolabe';

/** What a browser keeps between pages. */
class Cookies {
  readonly #kept = new Map<string, string>();

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#kept].map(pair => pair.join('=')).join('; ');
    const answer = await fetch(url, {
      ...{ ...init, redirect: 'manual' },
      headers: { cookie },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name, ...value] = line.split(';')[0].split('=');
      this.#kept.set(name, value.join('='));
    }
    return answer;
  }
}

// A real Keycloak says who one is; a real MinIO gives keys for that.
describe('S3, by who one is', () => {
  let keycloak: Awaited<ReturnType<typeof startKeycloak>>;
  let minio: Awaited<ReturnType<typeof startMinio>>;
  let portal: Portal;

  beforeAll(async () => {
    keycloak = await startKeycloak({ portalUrl: 'http://portal.example' });
    minio = await startMinio({
      ...{ accessKeyId: 'root', secretAccessKey: 'of-tests-only' },
      environment: {
        MINIO_IDENTITY_OPENID_CONFIG_URL: `${keycloak.issuer}/.well-known/openid-configuration`,
        MINIO_IDENTITY_OPENID_CLIENT_ID: CLIENT_ID,
        MINIO_IDENTITY_OPENID_CLAIM_NAME: 'policy',
      },
    });
    mkdirSync(path.join(minio.folder, 'corals'));
    await keycloak.admin.addPerson({
      ...{ username: 'ada', password: PASSWORD },
      ...{ firstName: 'Ada', lastName: 'Example', email: 'ada@example.org' },
    });
    await register();
    const folder = mkdtempSync(path.join(os.tmpdir(), 'accounts-'));
    portal = await startAccounts({
      keyFile: path.join(folder, 'key'),
      allowedHosts: ['127.0.0.1', 'localhost'],
      config: {
        oauth: {
          s3: {
            ...{ clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
            ...{ url: minio.url, issuer: keycloak.issuer },
          },
        },
      },
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  afterAll(async () => {
    await portal?.stop();
    await minio?.stop();
    await keycloak?.stop();
  });

  /** What an operator does: the page to come back to, and what people may. */
  async function register() {
    const { ask } = keycloak.admin;
    // An hour passes for the portal alone: its tokens have to last that long.
    const realm = await ask('GET', '');
    await ask('PUT', '', { ...realm, accessTokenLifespan: 7200 });
    const [client] = await ask('GET', `/clients?clientId=${CLIENT_ID}`);
    const { redirectUris = [] } = client;
    const ours = 'http://portal.example/accounts/signed-in/s3';
    await ask('PUT', `/clients/${client.id}`, {
      ...client,
      redirectUris: [...redirectUris, ours],
    });
    await ask('POST', `/clients/${client.id}/protocol-mappers/models`, {
      name: 'policy',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-hardcoded-claim-mapper',
      config: {
        'claim.name': 'policy',
        'claim.value': 'readwrite',
        'jsonType.label': 'String',
        'id.token.claim': 'true',
        'access.token.claim': 'true',
      },
    });
  }

  async function signIn() {
    const { body } = await portal
      .as('ada')
      .post('/logins')
      .send({ service: 's3' })
      .expect(201);
    const browser = new Cookies();
    const form = await browser.fetch(body.url);
    const { headers } = await browser.fetch(
      loginFormAction(await form.text()),
      {
        method: 'POST',
        body: new URLSearchParams({ username: 'ada', password: PASSWORD }),
      },
    );
    const { searchParams } = new URL(headers.get('location')!);
    const said = (name: string) => searchParams.get(name)!;
    return portal
      .as('ada')
      .post('/login-answers')
      .send({
        ...{ service: 's3', state: said('state'), code: said('code') },
        iss: said('iss'),
      });
  }

  /** The buckets that rclone sees with what the portal gives. */
  async function buckets() {
    const remote = await portal.accounts.remote(refOf('ada'), 's3', 'read');
    const env = Object.fromEntries(
      Object.entries({
        ...{ type: remote!.type, ...remote!.options },
        ...remote!.secrets,
      }).map(([name, value]) => [
        `RCLONE_CONFIG_IT_${name.toUpperCase()}`,
        value,
      ]),
    );
    const { stdout } = await execFileAsync(
      '/usr/bin/rclone',
      ['lsf', 'it:', '--retries', '1'],
      { env: { ...env, RCLONE_CONFIG: os.devNull, PATH: '/usr/bin:/bin' } },
    );
    return { buckets: stdout.trim(), key: remote!.secrets.access_key_id };
  }

  it('is linked without keys, which are renewed before they end', async () => {
    const { status, body } = await signIn();
    expect([status, body]).toMatchObject([
      200,
      { id: 's3', user: 'ada', signedIn: true, url: minio.url },
    ]);
    const first = await buckets();
    expect(first.buckets).toBe('corals/');
    const rows = await portal.knex('linked_accounts').select();
    expect(JSON.stringify([body, rows, portal.heard])).not.toContain(first.key);
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 56 * 60_000);
    const { secrets } = (await portal.accounts.remote(
      refOf('ada'),
      's3',
      'read',
    ))!;
    expect(secrets.access_key_id).not.toBe(first.key);
    vi.useRealTimers();
    expect(await buckets()).toEqual({
      ...{ buckets: 'corals/', key: secrets.access_key_id },
    });
    // The same person again is the same account.
    await signIn();
    const { items } = await portal.accounts.list(refOf('ada'));
    expect(items).toHaveLength(1);
  });
});
