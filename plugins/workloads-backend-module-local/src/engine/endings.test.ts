import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { note, running, script, STAY } from '../__testUtils__/programs';
import { useLocal } from '../__testUtils__/useLocal';

describe('how a workload ends', () => {
  const local = useLocal();

  it('shows of a program that ends at once its exit code and the end of its log, and what to do', async () => {
    const { probe } = local.current;
    const code = `
      for (let n = 1; n <= 30; n++) console.log('step', n);
      console.error('cannot read model.bin');
      process.exitCode = 42;`;
    const { id } = await probe.submit(running(script(code)));
    const { state, reason } = await probe.settled(id);
    expect(state).toBe('failed');
    expect(reason.code).toBe('exited-with-error');
    expect(reason.evidence).toMatch(/^exit code 42\n/);
    expect(reason.evidence).toContain('step 30\ncannot read model.bin');
    expect(reason.evidence).not.toContain('step 1\n');
    expect(reason.nextStep).toBeTruthy();
  });

  it('starts a service again when it ends, as often as it may, and then says so', async () => {
    const { probe, watching, file } = local.current;
    const { id } = await probe.submit(
      running(script(`${note('started')} process.exitCode = 3;`), {
        kind: 'service',
        restarts: 2,
      }),
    );
    const { state, reason } = await probe.settled(id);
    expect(state).toBe('failed');
    expect(reason).toMatchObject({
      code: 'exited-with-error',
      evidence: expect.stringContaining('exit code 3'),
    });
    expect(watching.codes(id)).toContain('restarting');
    expect(readFileSync(file(id, 'work', 'notes'), 'utf8')).toBe(
      'started\n'.repeat(3),
    );
  });

  it('says of a process that somebody killed by what', async () => {
    const { probe, pid } = local.current;
    const { id } = await probe.submit(running(script(STAY)));
    process.kill(await pid(id), 'SIGKILL');
    const { state, reason } = await probe.settled(id);
    expect(state).toBe('failed');
    expect(reason).toMatchObject({
      code: 'killed',
      message: expect.stringContaining('SIGKILL'),
      nextStep: expect.any(String),
    });
  });

  it('starts a killed service again', async () => {
    const { probe, pid } = local.current;
    const { id } = await probe.submit(
      running(script(STAY), { kind: 'service' }),
    );
    const first = await pid(id);
    process.kill(first, 'SIGKILL');
    await expect.poll(() => pid(id), { timeout: 10_000 }).not.toBe(first);
    await probe.running(id);
  });

  it('does not come at once for a time to live that is longer than a timer can wait', async () => {
    const { probe } = local.current;
    const timeToLiveSeconds = 31_536_000; // The longest that the schema allows.
    const { id } = await probe.submit(
      running(script(STAY), { timeToLiveSeconds }),
    );
    await probe.running(id);
    await pause(1000);
    expect(await probe.seen(id)).toMatchObject({ state: 'running' });
  });

  it('says that the port it wants is in use', async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      const { probe } = local.current;
      const listen = `require('node:http').createServer().listen(${port}, '127.0.0.1')`;
      const { id } = await probe.submit(running(script(listen)));
      const { state, reason } = await probe.settled(id);
      expect(state).toBe('failed');
      expect(reason).toMatchObject({
        code: 'port-in-use',
        evidence: expect.stringContaining('EADDRINUSE'),
        nextStep: expect.any(String),
      });
    } finally {
      other.close();
    }
  });

  it('ends by force what does not listen to being asked', async () => {
    const { probe, engine, pid } = local.current;
    const stubborn = `process.on('SIGTERM', () => {}); ${STAY}`;
    const { id } = await probe.submit(running(script(stubborn)));
    const main = await pid(id);
    await engine.stop(id);
    expect(await probe.settled(id)).toMatchObject({
      state: 'stopped',
      reason: { code: 'stopped-by-person' },
    });
    expect(() => process.kill(main, 0)).toThrow('ESRCH');
  });

  it('says that it never answered, with what it was asked', async () => {
    const { probe } = local.current;
    const task = script(STAY, {
      ports: [{ name: 'web' }],
      health: { port: 'web', path: '/ready', startSeconds: 1 },
    });
    const { id } = await probe.submit(running(task));
    const { state, reason } = await probe.settled(id);
    expect(state).toBe('failed');
    expect(reason).toMatchObject({
      code: 'health-check-failed',
      evidence: expect.stringContaining("GET /ready on 'web'"),
      nextStep: expect.any(String),
    });
  });

  it('says that an image needs what this machine has not', async () => {
    const { setup, probe } = local.current;
    probe.engine = setup.reopen({
      containers: { socketPath: `${setup.folder}/no.sock` },
    });
    const spec = running(script('', { image: 'localhost/nothing:1' }));
    const { state, reason } = await probe.settled(
      (
        await probe.submit(spec)
      ).id,
    );
    expect(state).toBe('failed');
    expect(reason).toMatchObject({
      code: 'missing-runtime',
      nextStep: expect.stringContaining('Podman'),
    });
    expect(await probe.engine.plan(spec)).toMatchObject([
      { verdict: 'never', reason: { code: 'missing-runtime' } },
    ]);
  });
});
