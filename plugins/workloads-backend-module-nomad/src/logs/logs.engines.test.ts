import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  isSettled,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import { nodeSamples } from '@astrolabe/plugin-workloads-node/testUtils';
import { useNomad } from '../__testUtils__/useNomad';

const samples = nodeSamples({ program: process.execPath });
const MIB = 1024 ** 2;
/** Lines of the output are as long as this one; each holds a secret. */
const LINE = `o 000000 ü ${'*'.repeat(43)}\n`;
const ERROR = /e \d{3} €😀\n/g;

const nomad = useNomad();

describe('the log of a task on Nomad', () => {
  it('can be followed to its end while it is rotated, and shows each line once and no secret', async () => {
    const lines = linesOf(4 * MIB);
    const { id } = await nomad.probe.submit(
      talking({ lines, perSecond: 12_000 }),
    );
    await nomad.probe.until(
      id,
      ({ state }) => state === 'running' || isSettled(state),
    );
    let all = '';
    let offset = 0;
    // Its last words may be written a moment after its end.
    for (let isOver = false; !isOver; ) {
      isOver =
        isSettled((await nomad.probe.seen(id))!.state) &&
        all.includes('e 003') &&
        all.includes(`o ${String(lines).padStart(6, '0')}`);
      const more = await readOn(id, { offset, maxBytes: 200_000 });
      all += more.text;
      offset = more.offset;
      await pause(20);
    }
    expect(all.match(ERROR)).toHaveLength(3);
    expectLines(all.replace(ERROR, ''), { first: 1, last: lines });
  });

  it('says that older lines are gone, and goes on with the first that is kept', async () => {
    const lines = linesOf(4 * MIB);
    const { id } = await nomad.probe.submit(talking({ lines }));
    await nomad.probe.settled(id);
    await nomad.probe.finalLog(id);
    const options = { task: 'main', offset: 0, maxBytes: 1000 };
    const first = await nomad.engine.logs(id, options);
    expect(first.truncated).toBe(true);
    const rest = await readOn(id, {
      offset: first.nextOffset,
      maxBytes: 100_000,
    });
    const text = `${first.text}${rest.text}`.replace(ERROR, '');
    expect(text.length).toBeGreaterThan(MIB);
    expect(text.length).toBeLessThanOrEqual(2 * MIB);
    const number = Number(/^o (\d{6})/.exec(text)![1]);
    expectLines(text, { first: number, last: lines });
  });

  it('covers a secret wherever it is cut, and breaks no character', async () => {
    const { id } = await nomad.probe.submit(talking({ lines: 3 }));
    await nomad.probe.settled(id);
    const whole = await nomad.probe.finalLog(id);
    const three = [1, 2, 3];
    expect(whole).toBe(
      [
        ...three.map(n => `e 00${n} €😀\n`),
        ...three.map(n => LINE.replace('000000', `00000${n}`)),
      ].join(''),
    );
    for (let maxBytes = 8; maxBytes < 60; maxBytes += 5) {
      const { text } = await readOn(id, { offset: 0, maxBytes });
      // Where both outputs have more than fits, pieces of them take turns.
      expect([...text].sort()).toEqual([...whole].sort());
    }
  });
});

/** Reads on until there is no more for now. */
async function readOn(id: string, from: { offset: number; maxBytes: number }) {
  const texts: string[] = [];
  for (let { offset } = from; ; ) {
    const options = { ...from, task: 'main', offset };
    const { text, nextOffset, truncated } = await nomad.engine.logs(
      id,
      options,
    );
    expect(truncated).toBe(false);
    if (text === '') return { text: texts.join(''), offset };
    texts.push(text);
    offset = nextOffset;
  }
}

/** Says three errors, and so many lines with its secret, as fast as it is told to. */
function talking(how: { lines: number; perSecond?: number }): WorkloadSpec {
  const code = `
    const fs = require('node:fs');
    const { lines, perSecond } = JSON.parse(process.env.HOW);
    let said = 0;
    const error = n => fs.writeSync(2, 'e 00' + n + ' €😀\\n');
    const say = async upTo => {
      let text = '';
      while (said < Math.min(upTo, lines))
        text += 'o ' + String(++said).padStart(6, '0') + ' ü ' + process.env.KEY + '\\n';
      await new Promise(resolve => process.stdout.write(text, resolve));
    };
    (async () => {
      error(1);
      while (said < lines / 2) await more();
      error(2);
      while (said < lines) await more();
      error(3);
      async function more() {
        if (!perSecond) return say(said + 1000);
        await new Promise(resolve => setTimeout(resolve, 5));
        // Not by the clock: what made up for a rest would overtake its reader.
        await say(said + perSecond * 0.005);
      }
    })();`;
  const spec = samples.chatty(1);
  return {
    ...spec,
    secrets: [{ name: 'key' }],
    tasks: [
      {
        ...spec.tasks[0],
        command: [process.execPath, '-e', code],
        env: {
          KEY: { parts: [{ secret: 'key' }] },
          HOW: JSON.stringify(how),
        },
      },
    ],
  };
}

function linesOf(bytes: number): number {
  return Math.ceil(bytes / Buffer.byteLength(LINE));
}

/** Compared line by line, because a difference of megabytes says nothing. */
function expectLines(
  text: string,
  { first, last }: { first: number; last: number },
) {
  const lines = text.split(/(?<=\n)/);
  lines.forEach((line, index) => {
    const number = String(first + index).padStart(6, '0');
    // The first three letters of a secret may be seen while it is being written.
    expect(line.replace(/ü .{3}/, 'ü ***')).toBe(
      LINE.replace('000000', number),
    );
  });
  expect(first + lines.length - 1).toBe(last);
}
