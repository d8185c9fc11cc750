import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { errorOf, useBench } from './__testUtils__/bench';
import { refusal, startFakePortal } from './__testUtils__/fakePortal';
import { runCli } from './__testUtils__/runCli';

const bench = useBench();
const configFile = () => path.join(bench.home, 'config/astrolabe/config.json');

describe('signing in', () => {
  it('keeps the session in a file that only its owner reads', async () => {
    const { exitCode, stdout } = await bench.astrolabe(
      'login',
      bench.portal.url,
      '--person',
      'ada',
    );

    expect(exitCode).toBe(exitCodes.ok);
    expect(stdout).toContain('as Ada Fuller (user:default/ada, tier full)');
    expect((await stat(configFile())).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(configFile()))).mode & 0o777).toBe(0o700);
  });

  it('takes a token from standard input, so that it is in no history', async () => {
    bench.portal.tokens.add('given');
    const result = await runCli(['login', bench.portal.url, '--token', '-'], {
      home: bench.home,
      input: 'given\n',
    });
    expect(result.exitCode).toBe(exitCodes.ok);
    expect(JSON.parse(await readFile(configFile(), 'utf8'))).toEqual({
      url: bench.portal.url,
      token: 'given',
    });
  });

  it('asks on a page of the portal when nothing else is said, and ends that when it goes', async () => {
    const secret = `ast_${'a'.repeat(49)}`;
    const login = {
      deviceCode: 'secret-of-the-program',
      userCode: 'BCDF-GHJK',
      verificationUri: 'http://portal.example/device',
      verificationUriComplete: 'http://portal.example/device?code=BCDF-GHJK',
      expiresInSeconds: 600,
      intervalSeconds: 0.05,
    };
    const pending = refusal(400, {
      name: 'InputError',
      message: 'Nobody has let the program in yet',
      code: 'DEVICE_PENDING',
    });
    const expiresAt = '2096-11-28T08:00:00.000Z';
    bench.portal.tokens.add(secret);
    Object.assign(bench.portal.answers, {
      'POST /api/communities/v1/device': [{ json: login }],
      'POST /api/communities/v1/device/token': [
        pending,
        pending,
        { status: 201, json: { token: secret, expiresAt } },
      ],
      'POST /api/communities/v1/tokens/revocation': [{ json: {} }],
    });
    const result = await bench.astrolabe(
      ...['login', bench.portal.url, '--scope', 'communities:read'],
    );
    expect(result.stderr).toContain(login.verificationUriComplete);
    expect(result.stderr).toContain('BCDF-GHJK');
    expect(result.stdout + result.stderr).not.toContain(secret);
    expect(result.exitCode).toBe(exitCodes.ok);
    expect((await stat(configFile())).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(configFile(), 'utf8'))).toEqual({
      url: bench.portal.url,
      token: secret,
      expiresAt,
    });

    await bench.astrolabe('logout');
    await expect(stat(configFile())).rejects.toThrow('ENOENT');
    const sent = bench.portal.calls.filter(call => call.method === 'POST');
    expect(sent[0].body).toMatchObject({ scopes: ['communities:read'] });
    expect(sent.at(-1)).toMatchObject({
      path: '/api/communities/v1/tokens/revocation',
      body: { token: secret },
    });
  });

  it('is refused in the words of the portal when the person says no', async () => {
    bench.portal.answers['POST /api/communities/v1/device'] = [
      { json: { deviceCode: 'x', userCode: 'Y', intervalSeconds: 0.05 } },
    ];
    bench.portal.answers['POST /api/communities/v1/device/token'] = [
      refusal(400, {
        name: 'InputError',
        message: 'The program was refused',
        code: 'DEVICE_REFUSED',
      }),
    ];
    const result = await bench.astrolabe('login', bench.portal.url, '--json');
    expect(result.stderr).toContain('DEVICE_REFUSED');
    expect(result.exitCode).toBe(exitCodes.usage);
    await expect(stat(configFile())).rejects.toThrow('ENOENT');
  });

  it('keeps nothing when the portal does not know the person', async () => {
    const result = await bench.astrolabe(
      'login',
      bench.portal.url,
      '--person',
      'eve',
    );
    expect(result.exitCode).toBe(exitCodes.notSignedIn);
    await expect(stat(configFile())).rejects.toThrow('ENOENT');
  });

  it('says what to do where nobody is signed in', async () => {
    const result = await bench.astrolabe('list', '--json');
    expect(result.exitCode).toBe(exitCodes.notSignedIn);
    expect(result.stdout).toBe('');
    expect(errorOf(result)).toEqual({
      name: 'NotSignedInError',
      message: 'You are not signed in',
      nextStep: 'astrolabe login <url>',
    });
  });

  it('gets a new token by itself when the old one has ended', async () => {
    await bench.signedIn();
    bench.portal.tokens.clear();
    bench.portal.tokens.add('another');

    expect((await bench.astrolabe('whoami')).exitCode).toBe(exitCodes.ok);
    expect(await readFile(configFile(), 'utf8')).toContain('token-2');
  });

  it('never sends a stored token to another portal', async () => {
    await bench.signedIn();
    const other = await startFakePortal();
    const result = await runCli(['list'], {
      home: bench.home,
      env: { ASTROLABE_URL: other.url },
    });
    await other.close();
    expect(result.exitCode).toBe(exitCodes.notSignedIn);
    expect(other.calls).toEqual([]);
  });

  it('takes address and token from the environment', async () => {
    bench.portal.tokens.add('from-env');
    const result = await runCli(['whoami', '--json'], {
      home: bench.home,
      env: {
        ASTROLABE_URL: `${bench.portal.url}/`,
        ASTROLABE_TOKEN: 'from-env',
      },
    });
    expect(JSON.parse(result.stdout)).toMatchObject({
      url: bench.portal.url,
      userRef: 'user:default/ada',
    });
  });

  it('gives the token to programs that speak HTTP themselves', async () => {
    await bench.signedIn();
    expect((await bench.astrolabe('token')).stdout).toBe('token-1\n');
  });

  it('forgets the session', async () => {
    await bench.signedIn();
    expect((await bench.astrolabe('logout')).stdout).toBe('Signed out.\n');
    expect((await bench.astrolabe('list')).exitCode).toBe(
      exitCodes.notSignedIn,
    );
  });

  it('says that the portal cannot be reached', async () => {
    await bench.signedIn();
    await bench.portal.close();
    const result = await bench.astrolabe('list', '--json');
    expect(result.exitCode).toBe(exitCodes.unavailable);
    expect(errorOf(result)).toMatchObject({
      cause: 'ECONNREFUSED',
      nextStep: expect.stringContaining('npm start'),
    });
  });
});

describe('access tokens for other programs', () => {
  it('are made, listed and revoked', async () => {
    await bench.astrolabe('login', bench.portal.url, '--person', 'ada');
    const made = {
      id: 'one',
      title: 'Nightly',
      scopes: ['workloads:read'],
      createdAt: '2026-11-01T08:00:00.000Z',
      expiresAt: '2096-11-01T08:00:00.000Z',
    };
    Object.assign(bench.portal.answers, {
      'POST /api/communities/v1/tokens': [
        { status: 201, json: { ...made, token: 'ast_secret' } },
      ],
      'GET /api/communities/v1/tokens': [{ json: { items: [made] } }],
      'DELETE /api/communities/v1/tokens/one': [{ json: {} }],
    });
    const created = await bench.astrolabe(
      ...['token', 'create', 'Nightly', '--scope', 'workloads:read'],
    );
    expect(created.stdout).toBe('ast_secret\n');
    const list = await bench.astrolabe('token', 'list');
    expect(list.stdout).toMatch(/one +Nightly +workloads:read +never/);
    const revoked = await bench.astrolabe('token', 'revoke', 'one');
    expect(revoked.exitCode).toBe(exitCodes.ok);
    const less = await bench.astrolabe('token', 'create', 'Nothing');
    expect(less.exitCode).toBe(exitCodes.usage);
  });

  it('and what was done are told, page by page', async () => {
    await bench.astrolabe('login', bench.portal.url, '--person', 'ada');
    bench.portal.answers['GET /api/communities/v1/audit/mine'] = [
      {
        json: {
          items: [
            {
              at: '2026-11-01T08:00:00.000Z',
              plugin: 'workloads',
              event: 'workload-stop',
              actor: 'user:default/ada',
              object: 'one',
              outcome: 'failed',
              error: 'NotFoundError',
            },
          ],
          nextCursor: 'next',
        },
      },
    ];
    const result = await bench.astrolabe('audit', '--event', 'workload-stop');
    expect(result.stdout).toContain('failed: NotFoundError');
    expect(result.stderr).toContain('--cursor next');
    expect(bench.portal.calls.at(-1)!.path).toContain('event=workload-stop');
  });
});
