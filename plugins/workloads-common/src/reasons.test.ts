import { describe, expect, it } from 'vitest';
import { because } from './reasons';

describe('a reason', () => {
  it('says what happened and what to do, and of what it was put together', () => {
    expect(because('exited-with-error.exitCode', { exitCode: 3 })).toEqual({
      code: 'exited-with-error',
      message: 'It ended with exit code 3.',
      nextStep: 'Its log says why; mend that, then restart.',
      text: 'exited-with-error.exitCode',
      params: { exitCode: 3 },
    });
  });

  it('says amounts in words', () => {
    const { message } = because('engine-refused.bigForMachine', {
      asked: { cpuCores: 8, memoryBytes: 1.5 * 1024 ** 3 },
      total: { cpuCores: 2, memoryBytes: 1024 ** 3 },
    });
    expect(message).toBe(
      'It asks for 8 cores, 1.5 GiB of memory; this machine has 2 cores, 1 GiB of memory.',
    );
  });

  it('takes what it does not say itself from the reason that it holds', () => {
    const exit = {
      ...because('exited-with-error.exitCode', { exitCode: 3 }),
      evidence: 'exit code 3',
    };
    const task = because('other.task', { task: 'fetch', reason: exit });
    expect(task).toMatchObject({
      code: 'exited-with-error',
      message: "Its task 'fetch' failed. It ended with exit code 3.",
      evidence: 'exit code 3',
      nextStep: exit.nextStep,
    });
    const again = because('restarting.again', { reason: task, seconds: 2 });
    expect(again).toMatchObject({
      code: 'restarting',
      message: `${task.message} It is started again in 2 s.`,
      nextStep: exit.nextStep,
    });
  });

  it('leaves what is filled in as it is, whatever it holds', () => {
    const { message } = because('pulling-image.image', {
      image: '{{image}} $& <b>',
    });
    expect(message).toBe("The image '{{image}} $& <b>' is being fetched.");
  });
});
