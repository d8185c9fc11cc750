import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import {
  describeEnvironment,
  npmLock,
} from '../../__testUtils__/environmentRoot';
import { running, script } from '../../__testUtils__/programs';
import { Local } from '../../__testUtils__/useLocal';
import { failure, installEnvironment, withoutAddresses } from './command';
import { matches } from './python';

describe('the environment of a workload', () => {
  let local: Local;
  let root: string;

  beforeEach(() => {
    local = new Local({});
    root = path.join(local.setup.folder, 'catalogue');
    mkdirSync(root);
    local.reopen({ environmentRoots: [root] });
    return () => local.dispose();
  });

  it('is installed once for two workloads that want it at once, and not again later', async () => {
    describeEnvironment(root, 'tools/empty', npmLock());
    const { probe, engine, watching } = local;
    const spec = inNode('tools/empty', 'console.log(process.version)');
    expect(await engine.plan(spec)).toMatchObject([
      { verdict: 'now', reason: { code: 'preparing-environment' } },
    ]);
    const both = [await probe.submit(spec), await probe.submit(spec)];
    for (const { id } of both) {
      expect(await probe.settled(id)).toMatchObject({ state: 'completed' });
      expect(await probe.wholeLog(id)).toBe(`${process.version}\n`);
    }
    const stages = watching.told.filter(
      ({ reason }) => reason.code === 'preparing-environment',
    );
    expect(stages.length).toBeGreaterThan(0);

    const { id } = await probe.submit(spec);
    await probe.settled(id);
    expect(watching.codes(id)).not.toContain('preparing-environment');
    expect(installed()).toHaveLength(1);
  });

  it('is another one when its lock changes', async () => {
    describeEnvironment(root, 'tools/empty', npmLock());
    const spec = inNode('tools/empty', '');
    await local.probe.settled((await local.probe.submit(spec)).id);
    describeEnvironment(root, 'tools/empty', {
      ...npmLock(),
      '.npmrc': 'loglevel=http',
    });
    await local.probe.settled((await local.probe.submit(spec)).id);
    expect(installed()).toHaveLength(2);
  });

  it('is made again when an earlier installation broke off', async () => {
    describeEnvironment(root, 'tools/empty', npmLock());
    const spec = inNode('tools/empty', '');
    await local.probe.settled((await local.probe.submit(spec)).id);
    const [folder] = installed();
    rmSync(path.join(folder, 'astrolabe-environment.json'));
    writeFileSync(path.join(folder, 'half'), '');
    const again = await local.probe.submit(spec);
    expect(await local.probe.settled(again.id)).toMatchObject({
      state: 'completed',
    });
    expect(readdirSync(folder)).not.toContain('half');
  });

  it('says which package could not be installed, without the address of the index', async () => {
    describeEnvironment(
      root,
      'tools/broken',
      npmLock({
        'no-such-package': {
          version: '1.0.0',
          integrity: `sha512-${Buffer.alloc(64).toString('base64')}`,
        },
      }),
    );
    process.env.npm_config_registry = 'http://me:secret@127.0.0.1:1/';
    process.env.npm_config_fetch_retries = '0';
    try {
      const { probe } = local;
      const { id } = await probe.submit(inNode('tools/broken', ''));
      const { state, reason } = await probe.settled(id);
      expect(state).toBe('failed');
      expect(reason).toMatchObject({
        code: 'environment-failed',
        evidence: expect.stringContaining('no-such-package'),
        nextStep: expect.any(String),
      });
      expect(JSON.stringify(reason)).not.toContain('secret');
    } finally {
      delete process.env.npm_config_registry;
      delete process.env.npm_config_fetch_retries;
    }
  });

  it.each([
    [
      'a Python of its version',
      { python: '3.999' },
      'Python 3.999',
      'python3.999',
    ],
    [
      'a compiler',
      {
        needs: [{ program: 'no-such-cc', install: 'Install build-essential' }],
      },
      'no-such-cc',
      'build-essential',
    ],
    [
      'header files',
      { needs: [{ file: '/no/krb5.h', install: 'Install libkrb5-dev' }] },
      '/no/krb5.h',
      'libkrb5-dev',
    ],
  ])('says that %s is missing, and what to install', async (...row) => {
    const [, description, message, nextStep] = row;
    describeEnvironment(root, 'tools/needy', {
      'requirements.txt': '',
      'environment.json': description,
    });
    const spec = running(
      script('', {
        environment: { kind: 'python', id: 'tools/needy' },
        command: ['python'],
      }),
    );
    const expected = {
      code: 'missing-runtime',
      message: expect.stringContaining(message),
      nextStep: expect.stringContaining(nextStep),
    };
    expect(await local.engine.plan(spec)).toMatchObject([
      { verdict: 'never', reason: expected },
    ]);
    const { id } = await local.probe.submit(spec);
    expect(await local.probe.settled(id)).toMatchObject({
      state: 'failed',
      reason: expected,
    });
  });

  it('says that this portal has it not', async () => {
    const { probe } = local;
    const { id } = await probe.submit(inNode('tools/unknown', ''));
    expect(await probe.settled(id)).toMatchObject({
      state: 'failed',
      reason: {
        code: 'environment-failed',
        message: expect.stringContaining("'tools/unknown'"),
        nextStep: expect.stringContaining('environmentRoots'),
      },
    });
  });

  function installed(): string[] {
    const folder = path.join(local.setup.dataDirectory, 'environments');
    return readdirSync(folder)
      .filter(name => !name.endsWith('.lock'))
      .map(name => path.join(folder, name));
  }
});

describe('an install', () => {
  it('sees of the portal only where packages come from', () => {
    expect(
      installEnvironment({
        npm_config_user_agent: 'npm/10.8.2 node/v20.20.2 linux x64',
        npm_config_prefix: '/usr',
        PATH: '/bin',
        HOME: '/home/portal',
        BACKEND_SECRET: 'x',
        AUTH_GITHUB_CLIENT_SECRET: 'x',
        PIP_INDEX_URL: 'https://mirror.test/simple',
        https_proxy: 'http://proxy.test',
      }),
    ).toEqual({
      PATH: '/bin',
      HOME: '/home/portal',
      LANG: 'C.UTF-8',
      PIP_INDEX_URL: 'https://mirror.test/simple',
      https_proxy: 'http://proxy.test',
    });
  });

  it.each([
    "error: command 'gcc' failed: No such file or directory",
    "error: command '/usr/bin/x86_64-linux-gnu-gcc' failed: No such file or directory",
    'npm error sh: 1: make: not found',
    'gyp ERR! stack Error: not found: make',
    "../meson.build:1:0: ERROR: Unknown compiler(s): [['cc'], ['gcc']]",
  ])('that lacks a compiler says so: %s', line => {
    expect(
      failure('/usr/bin/uv', ['Building a', line, 'hint: x']).reason,
    ).toMatchObject({
      code: 'missing-runtime',
      evidence: line,
      nextStep: expect.stringContaining('build-essential'),
    });
  });

  it('that finds no room on the disk says so', () => {
    const line = 'error: No space left on device (os error 28)';
    expect(failure('uv', [line]).reason.code).toBe('disk-full');
  });

  it('hides addresses, which may hold passwords', () => {
    expect(
      withoutAddresses('GET https://me:pw@mirror.test/simple/x.whl failed'),
    ).toBe('GET …/simple/x.whl failed');
  });

  it('takes 3.11.7 for 3.11, and not for 3.1', () => {
    expect(matches('3.11.7', '3.11')).toBe(true);
    expect(matches('3.11.7', '3.1')).toBe(false);
    expect(matches('3.11.7', undefined)).toBe(true);
  });
});

function inNode(id: string, code: string): WorkloadSpec {
  return running(
    script('', {
      environment: { kind: 'node', id },
      command: ['node', '-e', code],
    }),
  );
}
