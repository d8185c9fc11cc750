import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { errorOf, useBench } from './__testUtils__/bench';
import { startFakePortal } from './__testUtils__/fakePortal';
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
