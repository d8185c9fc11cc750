import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigReader } from '@backstage/config';
import { readLocalEngineOptions, type LocalEngineOptions } from '../config';
import { LocalEngine } from '../engine/LocalEngine';
import { processTable } from '../folder/processes';
import { commandOf } from './processes';

export const LOG_BYTES = 4096;

/** A data folder of a test's own, and engines on it. */
export class LocalSetup {
  /** Its name has a space and a quote: no path may ever be a word of a shell. */
  readonly folder = realpathSync(
    mkdtempSync(path.join(tmpdir(), "astrolabe it's local ")),
  );
  readonly dataDirectory = path.join(this.folder, 'data');
  readonly #engines: LocalEngine[] = [];

  options(local: Record<string, unknown> = {}): LocalEngineOptions {
    const config = {
      dataDirectory: this.dataDirectory,
      logBytes: LOG_BYTES,
      minimumFreeDiskBytes: 1024,
      stopGraceSeconds: 2,
      afterSeconds: 2,
      restartDelaySeconds: 0.05,
      ...local,
    };
    return readLocalEngineOptions(
      new ConfigReader({ workloads: { local: config } }),
    );
  }

  open(local: Record<string, unknown> = {}): LocalEngine {
    const engine = LocalEngine.create(this.options(local));
    this.#engines.push(engine);
    return engine;
  }

  /** As when the portal has ended: its engine is let go, and another one made. */
  reopen(local: Record<string, unknown> = {}): LocalEngine {
    this.#engines.forEach(engine => engine.close());
    return this.open(local);
  }

  async dispose(): Promise<void> {
    const engine = this.reopen();
    const all = await engine.list();
    await Promise.all(all.map(({ workloadId }) => engine.remove(workloadId)));
    engine.close();
    await this.#quiet();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** A supervisor gives its workload back a moment before it ends, and may write to a cache then. */
  async #quiet(): Promise<void> {
    while (
      processTable().some(({ pid }) =>
        commandOf(pid).includes(this.dataDirectory),
      )
    ) {
      await pause(20);
    }
  }
}
