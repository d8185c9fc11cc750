import { rm } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  EngineProbe,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { makeCertificates } from '../../../../scripts/engines/nomad.mjs';
import { NomadSetup } from '../__testUtils__/NomadSetup';

let certificates: Awaited<ReturnType<typeof makeCertificates>>;
let setup: NomadSetup;

beforeAll(async () => {
  certificates = await makeCertificates();
  setup = await NomadSetup.start({ tls: certificates });
});

afterAll(async () => {
  await setup?.dispose();
  await rm(certificates.folder, { recursive: true, force: true });
});

describe('a Nomad that asks for certificates', () => {
  it('runs what the portal sends, tells it what happens, and lets it open a terminal', async () => {
    const { caFile, certFile, keyFile } = certificates;
    const engine = setup.engine({ tls: { caFile, certFile, keyFile } });
    const probe = new EngineProbe(engine, 30_000);
    const { id } = await probe.submit(
      nodeSamples({ program: process.execPath }).server(),
    );
    await probe.ready(id);
    await probe.eventuallyLogs(id, /listening/);
    const terminal = await engine.openTerminal(id, {
      task: 'main',
      command: ['echo', 'hello'],
      columns: 80,
      rows: 24,
    });
    const shown = await text(terminal.stream);
    expect(shown).toContain('hello');
    expect(await terminal.exitCode).toBe(0);
    await probe.removeAll();
    await expect.poll(() => engine.list()).toEqual([]);
  });

  it('refuses a portal without a certificate of its own, which says so', async () => {
    const { caFile } = certificates;
    const engine = setup.engine({ tls: { caFile } });
    await expect(engine.list()).rejects.toThrow(
      /does not answer: .*certificate of the portal \(workloads\.nomad\.tls\)/,
    );
  });

  it('is not believed by a portal that does not know its authority', async () => {
    const engine = setup.engine();
    await expect(engine.list()).rejects.toThrow(
      /Nomad in region 'r1' does not answer: .*certificate/,
    );
  });
});
