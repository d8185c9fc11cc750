import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { startFakePortal, type FakePortal } from './fakePortal';
import { runCli, seenInTerminal, type CliResult } from './runCli';
import { workload } from './samples';

/** What a test of the CLI has: a portal, and a home of its own. */
export interface Bench {
  home: string;
  portal: FakePortal;
  astrolabe(...args: string[]): Promise<CliResult>;
  /** Signs in, with one workload there, and forgets the calls so far. */
  signedIn(): Promise<void>;
}

/** A bench that is new for each test of a file. */
export function useBench(): Bench {
  const bench: Bench = {
    home: '',
    portal: undefined as unknown as FakePortal,
    astrolabe: (...args) => runCli(args, { home: bench.home }),
    async signedIn() {
      const { portal } = bench;
      const login = ['login', portal.url, '--person', 'ada'];
      await seenInTerminal(login, { home: bench.home });
      portal.workloads.set(workload.id, {
        ...workload,
        endpoints: [{ ...workload.endpoints[0], url: portal.url }],
      });
      portal.calls.length = 0;
    },
  };
  beforeEach(async () => {
    bench.home = await mkdtemp(path.join(tmpdir(), 'astrolabe-cli-'));
    bench.portal = await startFakePortal();
  });
  afterEach(async () => {
    await bench.portal.close();
    await rm(bench.home, { recursive: true, force: true });
  });
  return bench;
}

/** The error that a call with `--json` told. */
export function errorOf({ stderr }: CliResult) {
  return JSON.parse(stderr).error;
}
