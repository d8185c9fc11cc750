import { describe, expect, it } from 'vitest';
import { useBench } from './__testUtils__/bench';
import { runCli } from './__testUtils__/runCli';

const bench = useBench();
const base = '/api/accounts/v1';
const secret = { type: 'string', title: 'x', writeOnly: true };
const services = [
  {
    ...{ id: 'webdav', title: 'WebDAV', kind: 'storage', login: true },
    form: {
      required: ['url', 'user', 'password'],
      properties: {
        url: { type: 'string', title: 'Address' },
        user: { type: 'string', title: 'User' },
        key: secret,
        password: secret,
      },
    },
  },
];
const account = {
  ...{ id: 'webdav', service: 'webdav', kind: 'storage', title: 'WebDAV' },
  ...{ user: 'ada', values: {}, linkedAt: '2026-11-28T10:00:00.000Z' },
  health: { state: 'working', checkedAt: '2026-11-28T10:00:00.000Z' },
};
const PASSWORD = `canary "$HOME" ü`;

describe('linked services', () => {
  it('are linked with a password from a pipe, which is no argument', async () => {
    await bench.signedIn();
    const { answers, calls } = bench.portal;
    answers[`GET ${base}/services`] = [{ json: { items: services } }];
    answers[`POST ${base}/accounts`] = [{ status: 201, json: account }];
    const { stdout, stderr } = await runCli(
      [
        ...['account', 'link', 'webdav', '--set', 'url=https://a.example/?b=c'],
        ...['--set', 'user=ada'],
      ],
      { home: bench.home, input: `${PASSWORD}\n` },
    );
    expect(stdout).toBe('WebDAV as ada: works\n');
    expect(stderr).not.toContain('canary');
    expect(calls.at(-1)).toMatchObject({
      body: {
        service: 'webdav',
        values: {
          url: 'https://a.example/?b=c',
          user: 'ada',
          password: PASSWORD,
        },
      },
    });
  });

  it('are linked by signing in there', async () => {
    await bench.signedIn();
    const { answers } = bench.portal;
    const begun = { id: '1', state: 'waiting', url: 'https://a.example/login' };
    answers[`POST ${base}/logins`] = [{ status: 201, json: begun }];
    answers[`POST ${base}/logins/1`] = [
      { json: begun },
      { json: { id: '1', state: 'linked', account } },
    ];
    const { stdout, stderr } = await bench.astrolabe(
      ...['account', 'link', 'webdav', '--sign-in'],
      ...['--set', 'url=https://a.example'],
    );
    expect(stderr).toContain('https://a.example/login');
    expect(stdout).toBe('WebDAV as ada: works\n');
  });

  it('are listed with why they do not work, verified and unlinked', async () => {
    await bench.signedIn();
    const { answers, calls } = bench.portal;
    const health = { state: 'failing', reason: 'a.example: no' };
    const failing = { ...account, health };
    answers[`GET ${base}/accounts`] = [{ json: { items: [failing] } }];
    answers[`POST ${base}/accounts/webdav/verification`] = [{ json: failing }];
    answers[`DELETE ${base}/accounts/webdav`] = [{ status: 204 }];
    const listed = await bench.astrolabe('account', 'list');
    expect(listed.stdout).toMatch(/webdav.*ada.*failing.*a\.example: no/);
    const verified = await bench.astrolabe('account', 'verify', 'webdav');
    expect(verified.stdout).toBe('WebDAV as ada: failing (a.example: no)\n');
    await bench.astrolabe('account', 'unlink', 'webdav');
    expect(calls.at(-1)).toMatchObject({ method: 'DELETE' });
  });

  it('are shared with somebody, and those of others say whose they are', async () => {
    await bench.signedIn();
    const { answers, calls } = bench.portal;
    const theirs = { ownerRef: 'user:default/max', shared: { role: 'use' } };
    answers[`GET ${base}/accounts`] = [
      { json: { items: [{ ...account, ...theirs }] } },
    ];
    const listed = await bench.astrolabe('account', 'list');
    expect(listed.stdout).toContain('max (use)');
    const route = `${base}/accounts/webdav/shares`;
    const share = {
      ...{ id: '1', subjectRef: 'user:default/nia', role: 'use' },
      ...{ grantedBy: 'user:default/ada', createdAt: account.linkedAt },
    };
    answers[`PUT ${route}`] = [{ json: share }];
    const list = { json: { items: [share], groups: ['group:sea/members'] } };
    answers[`GET ${route}`] = [list, list];
    answers[`DELETE ${route}/1`] = [{ status: 204 }];
    const { stdout } = await bench.astrolabe(
      ...['account', 'share', 'webdav', 'nia', '--role', 'use'],
    );
    expect(stdout).toBe('Shared with nia to use it\n');
    const shares = await bench.astrolabe('account', 'shares', 'webdav');
    expect(shares.stdout).toMatch(/user:default\/nia +use/);
    await bench.astrolabe('account', 'unshare', 'webdav', 'nia');
    expect(calls.at(-1)).toMatchObject({
      ...{ method: 'DELETE', path: `${route}/1` },
    });
  });
});
