import { globSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  describeEnvironment,
  npmLock,
} from '../../__testUtils__/environmentRoot';
import { running, script } from '../../__testUtils__/programs';
import { Local } from '../../__testUtils__/useLocal';

/** Small, without dependencies, and as its registry has it since 2020. */
const lock = (integrity: string) =>
  npmLock({ ms: { version: '2.1.3', integrity } });
const right =
  'sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==';

describe('JavaScript packages from the registry', () => {
  let local: Local;

  beforeAll(() => {
    local = new Local({});
    const root = path.join(local.setup.folder, 'catalogue');
    mkdirSync(root);
    describeEnvironment(root, 'tools/right', lock(right));
    describeEnvironment(
      root,
      'tools/wrong',
      lock(`sha512-${Buffer.alloc(64, 1).toString('base64')}`),
    );
    local.reopen({ environmentRoots: [root] });
  });
  afterAll(() => local.dispose());

  const using = (id: string) =>
    running(
      script('', {
        environment: { kind: 'node', id },
        command: [
          'node',
          '-e',
          `console.log(require(process.argv[1] + '/node_modules/ms')('2 days'))`,
          { parts: [{ folder: 'environment' }] },
        ],
      }),
    );

  it('are there for the program', async () => {
    const { id } = await local.probe.submit(using('tools/right'));
    expect(await local.probe.settled(id)).toMatchObject({ state: 'completed' });
    expect(await local.probe.wholeLog(id)).toBe('172800000\n');
  });

  it('are run by the Node of the portal also after its checkout has moved', async () => {
    const [link] = globSync(
      path.join(local.setup.folder, '**/tools-right-*/bin/node'),
    );
    rmSync(link);
    symlinkSync('/gone/node', link);
    const version = using('tools/right');
    version.tasks[0].command = ['node', '--version'];
    const { id } = await local.probe.submit(version);
    await local.probe.settled(id);
    expect(await local.probe.wholeLog(id)).toBe(`${process.version}\n`);
  });

  it('are refused when they are not what was locked', async () => {
    const { id } = await local.probe.submit(using('tools/wrong'));
    const { state, reason } = await local.probe.settled(id);
    expect(state).toBe('failed');
    expect(reason.code).toBe('environment-failed');
    expect(reason.evidence).toMatch(/EINTEGRITY|integrity/);
  });
});
