import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach } from 'vitest';
import { EngineProbe } from '@astrolabe/plugin-workloads-node/testUtils';
import type { LocalEngine } from '../engine/LocalEngine';
import { LocalSetup } from './LocalSetup';
import { Watching } from './Watching';

const STEP_MS = 20_000;

/** An engine for each test, what it tells, and where its workloads lie. */
export class Local {
  readonly setup = new LocalSetup();
  #config: Record<string, unknown>;
  engine: LocalEngine;
  probe: EngineProbe;
  watching: Watching;

  constructor(config: Record<string, unknown>) {
    this.#config = config;
    this.engine = this.setup.open(config);
    this.probe = new EngineProbe(this.engine, STEP_MS);
    this.watching = new Watching(this.engine);
  }

  /** As after a restart of the portal, perhaps with another configuration. */
  reopen(config = this.#config): void {
    this.#config = config;
    this.watching.stop();
    this.engine = this.setup.reopen(this.#config);
    this.probe.engine = this.engine;
    this.watching = new Watching(this.engine);
  }

  readonly file = (id: string, ...names: string[]): string =>
    path.join(this.setup.dataDirectory, 'workloads', id, ...names);

  /** The text of a file in a workload's own folder, as soon as it is there. */
  readonly text = async (id: string, name: string): Promise<string> => {
    const file = this.file(id, 'work', name);
    await until(() => existsSync(file) && readFileSync(file, 'utf8') !== '');
    return readFileSync(file, 'utf8');
  };

  /** The number that a program has written to the file `pid`. */
  readonly pid = async (id: string): Promise<number> =>
    Number(await this.text(id, 'pid'));

  async dispose(): Promise<void> {
    this.watching.stop();
    await this.setup.dispose();
  }
}

/** Makes an engine before each test, and removes all that it ran afterwards. */
export function useLocal(config: Record<string, unknown> = {}): {
  current: Local;
} {
  const holder: { current: Local } = { current: undefined! };
  beforeEach(() => {
    holder.current = new Local(config);
  });
  afterEach(() => holder.current.dispose());
  return holder;
}

export async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + STEP_MS;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Never so: ${holds}`);
    await pause(20);
  }
}
