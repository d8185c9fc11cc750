import { describe, expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { useBench } from './__testUtils__/bench';
import { refusal } from './__testUtils__/fakePortal';
import { snapshot, workload } from './__testUtils__/samples';

const bench = useBench();
const route = `GET /api/workloads/v1/snapshots/${snapshot.id}`;

describe('snapshots', () => {
  it('say how large one would be before it is taken, and are waited for', async () => {
    await bench.signedIn();
    const size = await bench.astrolabe(
      ...['snapshot', 'take', workload.id, '--size'],
    );
    expect(size.stdout).toBe(
      '2 GiB; room: 10 GiB (you have 1 of 20 snapshots, 3 GiB of 15 GiB)\n',
    );
    expect(bench.portal.calls.at(-1)!.method).toBe('GET');
    const saving = { ...snapshot, state: 'saving', bytesDone: 1024 ** 3 };
    bench.portal.answers[route] = [{ json: saving }];
    const taken = await bench.astrolabe(
      ...['snapshot', 'take', workload.id, '--title', 'Trained', '--wait'],
    );
    expect(taken.stderr).toContain('saving: It is complete. (1 GiB of 2 GiB)');
    expect(taken.stdout).toContain('left out  1 files with secrets');
    const asked = bench.portal.calls.find(({ method }) => method === 'POST');
    expect(asked?.body).toEqual({ title: 'Trained' });
  });

  it('that fail are a failure, and say why', async () => {
    await bench.signedIn();
    const reason = {
      code: 'snapshot-too-large',
      message: 'It is larger than there is room for.',
      nextStep: 'Delete another.',
    };
    bench.portal.answers[route] = [
      { json: { ...snapshot, state: 'failed', reason } },
    ];
    const result = await bench.astrolabe(
      ...['snapshot', 'take', workload.id, '--wait'],
    );
    expect(result.exitCode).toBe(exitCodes.failure);
    expect(result.stderr).toContain(`error: ${reason.message}`);
    expect(result.stderr).toContain(`next step: ${reason.nextStep}`);
  });

  it('are listed with their size and the room that is left', async () => {
    await bench.signedIn();
    const { stdout, stderr } = await bench.astrolabe('snapshot', 'list');
    expect(stdout).toContain(snapshot.id);
    expect(stdout).toContain('3 GiB');
    expect(stderr).toContain('room: 10 GiB');
    const shown = await bench.astrolabe('snapshot', 'show', snapshot.id);
    expect(shown.stderr).toContain(
      `astrolabe run aimodule:default/plankton --snapshot ${snapshot.id}`,
    );
  });

  it('are deployed with their values, which can be changed', async () => {
    await bench.signedIn();
    await bench.astrolabe(
      ...['run', 'module/plankton', '--snapshot', snapshot.id],
      ...['--set', 'hardware.memory=8'],
    );
    expect(bench.portal.calls.at(-1)!.body).toEqual({
      entityRef: 'aimodule:default/plankton',
      values: {
        general: { title: 'Trained' },
        hardware: { memory: 8, cores: 4 },
      },
      fromSnapshot: snapshot.id,
    });
  });

  it('are deleted only for who is sure, and until they are gone', async () => {
    await bench.signedIn();
    const unsure = await bench.astrolabe('snapshot', 'delete', snapshot.id);
    expect(unsure.exitCode).toBe(exitCodes.usage);
    const missing = { name: 'NotFoundError', message: 'No snapshot' };
    bench.portal.answers[route] = [{ json: snapshot }, refusal(404, missing)];
    const sure = await bench.astrolabe(
      ...['snapshot', 'delete', snapshot.id, '--yes', '--wait'],
    );
    expect(sure.stdout).toBe("'Plankton, trained': gone\n");
  });
});
