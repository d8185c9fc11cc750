import { expect } from 'vitest';
import type { EngineTerminal } from '../engine';
import type { EngineProbe } from './EngineProbe';
import type { EngineSamples } from './samples';

const size = { columns: 100, rows: 30 };

/** The part of the contract that is about terminals. */
export async function expectTerminal(
  probe: EngineProbe,
  samples: EngineSamples,
): Promise<void> {
  const { engine } = probe;
  const { id } = await probe.submit(samples.server());
  await probe.ready(id);
  const missing = { name: 'NotFoundError' };
  await expect(
    engine.openTerminal(id, { task: 'other', ...size }),
  ).rejects.toMatchObject(missing);

  const shell = await engine.openTerminal(id, { task: 'main', ...size });
  const shown = collect(shell);
  // Not what is typed, which is shown too, but what comes of it.
  await probe.eventually(() => {
    shell.stream.write('echo seen-$((40 + 2))-$(stty size | tr " " x)\n');
    expect(shown()).toContain('seen-42-30x100');
  });
  shell.resize({ columns: 77, rows: 22 });
  await probe.eventually(() => {
    shell.stream.write('stty size | tr " " x\n');
    expect(shown()).toContain('22x77');
  });
  shell.stream.write('exit 7\n');
  expect(await shell.exitCode).toBe(7);

  const odd = '"}}; ${HOME} $(id) `id` \'';
  const command = ['printf', '%s', odd];
  const printer = await engine.openTerminal(id, {
    task: 'main',
    command,
    ...size,
  });
  const printed = collect(printer);
  expect(await printer.exitCode).toBe(0);
  expect(printed()).toContain(odd);

  const last = await engine.openTerminal(id, { task: 'main', ...size });
  collect(last);
  await engine.stop(id);
  await probe.settled(id);
  await last.exitCode;
  await expect(
    engine.openTerminal(id, { task: 'main', ...size }),
  ).rejects.toMatchObject(missing);
}

function collect({ stream }: EngineTerminal): () => string {
  let shown = '';
  stream.on('data', bytes => {
    shown += bytes;
  });
  stream.on('error', () => {});
  return () => shown;
}
