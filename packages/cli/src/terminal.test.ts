import { describe, expect, it } from 'vitest';
import { plain } from './lib/text';
import { useBench } from './__testUtils__/bench';
import { runCli, seenInTerminal } from './__testUtils__/runCli';
import { workload } from './__testUtils__/samples';

const bench = useBench();

/** Sets the title of a window, clears the screen by one byte (C1), goes back to the start of the line. */
const wild = 'größer\t\u001b]0;mine\u0007\u009b2J\r\n';
const tame = 'größer\t]0;mine2J\n';

const logs = `/api/workloads/v1/workloads/${workload.id}/logs`;
const chunk = { task: 'main', text: wild, nextOffset: 9, truncated: false };

const commands: [title: string, args: string[]][] = [
  ['logs', ['logs', workload.id]],
  ['followed logs', ['logs', '-f', workload.id]],
  ['what an endpoint answers', ['call', workload.id, 'api', '/v2/wild']],
];

it('ends quietly when whoever reads its output has had enough', async () => {
  const { exitCode, stderr } = await runCli(['--help'], {
    home: bench.home,
    isUnread: true,
  });
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
});

describe.each(commands)('%s of a program', (_title, args) => {
  const prepared = async () => {
    await bench.signedIn();
    Object.assign(bench.portal.answers, {
      [`GET ${logs}`]: [{ json: chunk }],
      [`GET ${logs}/follow`]: [{ lines: [`${JSON.stringify(chunk)}\n`] }],
      'GET /v2/wild': [{ lines: [wild] }],
    });
  };

  it('cannot give orders to a terminal', async () => {
    await prepared();
    expect(await seenInTerminal(args, bench)).toBe(tame);
  });

  it('goes through a pipe byte for byte', async () => {
    await prepared();
    expect((await bench.astrolabe(...args)).stdout).toBe(wild);
  });

  it('is whole in JSON, and no order there either', async () => {
    await prepared();
    const seen = await seenInTerminal([...args, '--json'], bench);
    const { text, body } = JSON.parse(seen);
    expect(text ?? body).toBe(wild);
    expect(plain(seen)).toBe(seen);
  });
});
