import { expect } from 'vitest';
import type { EngineProbe } from './EngineProbe';
import type { EngineSamples } from './samples';

const outside = ['../x', '/etc', 'artefacts/../..', 'a//b', 'a\\b'];
const notThere = ['outside', 'elsewhere/hostname', 'link', 'deep', 'no'];

/** What a program left can be listed and read; what its links lead to cannot. */
export async function expectFiles(
  probe: EngineProbe,
  samples: EngineSamples,
): Promise<void> {
  const { engine } = probe;
  const { id } = await probe.submit(samples.leaving());
  expect((await probe.settled(id)).state).toBe('completed');
  const list = (folder: string, maxFiles = 100) =>
    engine.listFiles(id, { folder, maxFiles });

  const files = await list('artefacts');
  expect(files).toMatchObject([
    { path: 'artefacts/deep/two.bin', bytes: 3_000_000 },
    { path: 'artefacts/one.txt', bytes: 5 },
  ]);
  expect(Date.parse(files[0].changedAt)).toBeLessThanOrEqual(Date.now());
  expect(await list('artefacts', 1)).toEqual(files.slice(0, 1));
  expect(await list('artefacts/none')).toEqual([]);
  expect(await list('artefacts/elsewhere')).toEqual([]);

  const look = (folder: string, maxEntries = 100) =>
    engine.listFolder(id, { folder, maxEntries });
  const entries = await look('artefacts');
  expect(entries).toMatchObject([
    { name: 'deep', kind: 'folder' },
    { name: 'one.txt', kind: 'file', bytes: 5 },
  ]);
  expect(entries).toHaveLength(2);
  expect(Date.parse(entries[0].changedAt)).toBeLessThanOrEqual(Date.now());
  expect(await look('artefacts', 1)).toEqual(entries.slice(0, 1));
  expect(await look('')).toContainEqual(
    expect.objectContaining({ name: 'artefacts', kind: 'folder' }),
  );
  for (const folder of ['none', 'artefacts/elsewhere', 'artefacts/one.txt']) {
    expect(await look(folder), folder).toEqual([]);
  }

  const two = await engine.readFile(id, 'artefacts/deep/two.bin');
  expect(two.bytes).toBe(3_000_000);
  const pieces: Uint8Array[] = [];
  for await (const piece of two.content) pieces.push(piece);
  const whole = Buffer.from('ü'.repeat(1_500_000));
  expect(Buffer.concat(pieces).equals(whole)).toBe(true);

  for (const name of notThere) {
    await expect(
      engine.readFile(id, `artefacts/${name}`),
      name,
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  }
  for (const path of outside) {
    const refused = { name: 'InputError' };
    await expect(list(path), path).rejects.toMatchObject(refused);
    await expect(look(path), path).rejects.toMatchObject(refused);
    await expect(engine.readFile(id, path), path).rejects.toMatchObject(
      refused,
    );
  }
}

/** What an engine says of the files of what has ended is true when it runs again. */
export async function expectKeptFiles(
  probe: EngineProbe,
  samples: EngineSamples,
): Promise<void> {
  const { engine } = probe;
  const workload = await probe.submit(samples.leaving());
  const { id } = workload;
  await probe.settled(id);
  const left = () =>
    engine.listFiles(id, { folder: 'artefacts', maxFiles: 10 });
  const before = await left();
  expect(before.map(({ path }) => path)).toContain('artefacts/one.txt');

  const spec = samples.failing(3);
  await engine.submit({ ...workload, spec, generation: 2 });
  await probe.until(id, o => o.generation === 2 && o.state === 'failed');
  const { keepsFiles } = engine.capabilities();
  expect(await left()).toEqual(keepsFiles ? before : []);
}
