import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { startVault } from '../../engines/vault.mjs';
import { startWebDav } from '../../engines/webdav.mjs';
import { startBackend } from '../lib/backend.mjs';
import { percentiles, sideBySide } from '../lib/measure.mjs';
import { demoSignIn, signIn } from '../lib/person.mjs';
import { row } from '../lib/table.mjs';

const TIMES = 40;
const OWNER = 'user:default/olga';
const HOST = '127.0.0.1';
const LOGIN = { user: 'olga', password: 'of the benchmark' };

/** Secrets beside Vault itself, and what is asked of linked services before a launch. */
export default async function accounts() {
  const vault = await startVault();
  const dav = await startWebDav({ host: HOST, ...LOGIN });
  try {
    const login = await prepare(vault);
    return [
      await secrets('Secrets in Vault', { vault, ...login }),
      await secrets('Secrets in the database', { vault }),
      await preflight(dav),
    ];
  } finally {
    await dav.stop();
    await vault.stop();
  }
}

/** As docs/operator.md says. */
async function prepare({ ask }) {
  await ask('POST', 'sys/mounts/secret', {
    type: 'kv',
    options: { version: '2' },
  });
  const may =
    '{ capabilities = ["create", "read", "update", "delete", "list"] }';
  await ask('PUT', 'sys/policies/acl/portal', {
    policy: `path "secret/data/astrolabe/*" ${may}\npath "secret/metadata/astrolabe/*" ${may}`,
  });
  await ask('POST', 'sys/auth/approle', { type: 'approle' });
  await ask('POST', 'auth/approle/role/portal', { token_policies: ['portal'] });
  const role = await ask('GET', 'auth/approle/role/portal/role-id');
  const secret = await ask('POST', 'auth/approle/role/portal/secret-id', {});
  return {
    appRole: { roleId: role.data.role_id, secretId: secret.data.secret_id },
  };
}

/** Writing over the API and reading as a launch does, turn by turn with Vault's own. */
async function secrets(title, { vault, appRole }) {
  const { url, ask } = vault;
  const portal = await startPortal(
    appRole && { vault: { addresses: [url], appRole } },
  );
  try {
    const { id } = await portal.api('POST', 'accounts/v1/secrets', {
      ...{
        name: 'token',
        kind: 'text',
        scope: 'personal',
        value: { text: 'first' },
      },
    });
    const value = randomBytes(24).toString('hex');
    const write = await sideBySide(
      () =>
        portal.api('PUT', `accounts/v1/secrets/${id}/value`, {
          value: { text: value },
        }),
      () => ask('POST', 'secret/data/bench/token', { data: { value } }),
      TIMES,
    );
    const given = [];
    const read = await sideBySide(
      async () => {
        const { ms, found } = await portal.asks('secret', { name: 'token' });
        if (!found) throw new Error('The secret is not there');
        given.push(ms);
      },
      () => ask('GET', 'secret/data/bench/token'),
      TIMES,
    );
    return {
      ...{ title, unit: 'ms, p50 / p95', peer: 'Vault itself' },
      rows: [
        row('a new value, by the API, with audit', write.ours, write.peer),
        row('a value for a workload', percentiles(given.slice(1)), read.peer),
      ],
    };
  } finally {
    await portal.stop();
  }
}

/** What a launch waits for, beside a request of the same kind to the service itself. */
async function preflight(dav) {
  const portal = await startPortal();
  const peer = async () => {
    const response = await fetch(`${dav.url}/one`, {
      method: 'PROPFIND',
      headers: {
        depth: '0',
        authorization: `Basic ${btoa(`${LOGIN.user}:${LOGIN.password}`)}`,
      },
    });
    if (response.status !== 207) throw new Error(await response.text());
    await response.text();
  };
  try {
    const names = ['one', 'two', 'three'];
    for (const name of names) {
      await mkdir(path.join(dav.folder, name));
      await portal.api('POST', 'accounts/v1/accounts', {
        ...{ service: 'webdav', name },
        values: { url: `${dav.url}/${name}`, ...LOGIN },
      });
    }
    const rows = [];
    for (const count of [1, names.length]) {
      const given = [];
      const { peer: floor } = await sideBySide(
        async () => {
          const asked = { names: names.slice(0, count).join() };
          const { ms, answer } = await portal.asks('verified', asked);
          if (answer.some(({ state }) => state !== 'working')) {
            throw new Error(JSON.stringify(answer));
          }
          given.push(ms);
        },
        peer,
        TIMES,
      );
      const what = `${count} of them asked before a launch`;
      rows.push(row(what, percentiles(given.slice(1)), floor));
    }
    const title = 'Linked storages (WebDAV)';
    return { title, unit: 'ms, p50 / p95', peer: 'PROPFIND', rows };
  } finally {
    await portal.stop();
  }
}

async function startPortal(secrets) {
  const backend = await startBackend({
    entry: 'accounts/backend.ts',
    config: ({ folder }) => ({
      ...demoSignIn(),
      permission: { enabled: true },
      http: { allowedHosts: [HOST] },
      accounts: {
        secrets: secrets ?? {
          embedded: { keyFile: path.join(folder, 'secrets.key') },
        },
      },
    }),
  });
  return {
    ...backend,
    ...(await signIn(backend.url, 'olga')),
    async asks(route, query) {
      const params = new URLSearchParams({ owner: OWNER, ...query });
      const response = await fetch(
        `${backend.url}/api/asks/${route}?${params}`,
      );
      if (!response.ok) throw new Error(await response.text());
      return response.json();
    },
  };
}
