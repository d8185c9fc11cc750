import { expect } from 'vitest';
import type { EngineProbe } from './EngineProbe';
import type { EngineSamples } from './samples';

/** Bytes of a line of the chatty sample. */
const LINE_BYTES = 64;

/** A log is read from its end, from an offset, and piece by piece. */
export async function expectLog(
  probe: EngineProbe,
  samples: EngineSamples,
): Promise<void> {
  const { engine } = probe;
  const { id } = await probe.submit(samples.chatty(10));
  await probe.settled(id);
  const all = await probe.finalLog(id);
  expect(all).toHaveLength(640);
  const read = (offset?: number, maxBytes = 100) =>
    engine.logs(id, { task: 'main', offset, maxBytes });
  expect(await read()).toEqual({
    task: 'main',
    text: all.slice(-100),
    nextOffset: 640,
    truncated: false,
  });
  const pieces: string[] = [];
  for (let offset = 0; offset < 640; ) {
    const chunk = await read(offset);
    pieces.push(chunk.text);
    offset = chunk.nextOffset;
  }
  expect(pieces.join('')).toBe(all);
  expect(await read(640)).toMatchObject({ text: '', nextOffset: 640 });
  await expect(
    engine.logs(id, { task: 'other', maxBytes: 10 }),
  ).rejects.toMatchObject({ name: 'NotFoundError' });
}

/** When more is written than is kept, a reader is told. */
export async function expectRotation(
  probe: EngineProbe,
  samples: EngineSamples,
  limitBytes: number,
): Promise<void> {
  const lines = Math.ceil((limitBytes * 2) / LINE_BYTES);
  const { id } = await probe.submit(samples.chatty(lines));
  await probe.settled(id);
  await probe.finalLog(id);
  const chunk = await probe.engine.logs(id, {
    task: 'main',
    offset: 0,
    maxBytes: lines * LINE_BYTES,
  });
  expect(chunk).toMatchObject({
    truncated: true,
    nextOffset: lines * LINE_BYTES,
  });
  expect(chunk.text.endsWith(`.${lines}\n`)).toBe(true);
}
