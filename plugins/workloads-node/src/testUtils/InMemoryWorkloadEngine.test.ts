import { describe, expect, it } from 'vitest';
import {
  describeWorkloadEngine,
  exampleWorkload,
  fakeSamples,
  InMemoryWorkloadEngine,
} from '.';

const LOG_LIMIT_BYTES = 4096;

for (const keepsFiles of [true, false]) {
  describeWorkloadEngine(
    keepsFiles ? 'in-memory' : 'in-memory, keeping no files',
    async () => {
      const engine = new InMemoryWorkloadEngine({
        logLimitBytes: LOG_LIMIT_BYTES,
        keepsFiles,
      });
      return {
        engine,
        samples: fakeSamples(),
        logLimitBytes: LOG_LIMIT_BYTES,
        reopen: async () => engine,
        dispose: async () => engine.close(),
      };
    },
    {
      skip: {
        'endpoint-answers': 'it runs nothing',
        terminal: 'it runs nothing',
      },
    },
  );
}

describe('the contract test', () => {
  it('refuses to skip without a reason', () => {
    expect(() =>
      describeWorkloadEngine(
        'lazy',
        async () => ({
          engine: new InMemoryWorkloadEngine(),
          samples: fakeSamples(),
        }),
        { skip: { reopen: ' ' } },
      ),
    ).toThrow("Say why lazy skips 'reopen'");
  });
});

describe('the in-memory engine', () => {
  it('fails, takes its time and goes out of reach when it is told to', async () => {
    const engine = new InMemoryWorkloadEngine({ manual: true });
    const workload = exampleWorkload(fakeSamples().server());
    engine.failNext('submit', new Error('not today'));
    await expect(engine.submit(workload)).rejects.toThrow('not today');
    await engine.submit(workload);
    expect(await engine.list()).toMatchObject([{ state: 'starting' }]);
    engine.lose();
    await expect(engine.list()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    engine.find();
    engine.forget(workload.id);
    expect(await engine.list()).toEqual([]);
  });
});
