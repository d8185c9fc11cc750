import type {
  WorkloadReason,
  WorkloadSpec,
  WorkloadState,
} from '@astrolabe/plugin-workloads-common';
import type { EngineWorkload, WorkloadUsage } from '../engine';
import { resolveText } from '../text';
import { createSamples, type EngineSamples } from './samples';

/** What the fake's make-believe program does when it is started. */
export interface FakeRun {
  output: string;
  state: Extract<WorkloadState, 'running' | 'completed' | 'failed'>;
  reason: WorkloadReason;
  /** What it leaves, by path. */
  files?: Record<string, string>;
}

/**
 * What the fake makes of a workload: `fail`, `repeat`, `leave`, `keep`, `chat` and a
 * missing program do as the samples say; anything else runs until it is stopped.
 *
 * @param before - the files that it begins with
 */
export function fakeRun(
  { id, spec }: Pick<EngineWorkload, 'id' | 'spec'>,
  before: Record<string, string>,
): FakeRun {
  const main = spec.tasks.find(task => task.role === 'main')!;
  const text = (value: Parameters<typeof resolveText>[0] = '') =>
    resolveText(value, () => 'engine-value');
  const [program, argument] = (main.command ?? []).map(text);
  switch (program) {
    case 'fail':
      return {
        output: 'something went wrong\n',
        state: 'failed',
        reason: {
          code: 'exited-with-error',
          message: `It ended with exit code ${argument}.`,
          evidence: `exit code ${argument}\nsomething went wrong`,
          nextStep: 'Its log says why; mend that, then restart.',
        },
      };
    case 'missing':
      return {
        output: '',
        state: 'failed',
        reason: {
          code: 'missing-program',
          message: 'Its program is not on this machine.',
          evidence: program,
          nextStep: 'Ask who looks after this machine to install it.',
        },
      };
    case 'repeat': {
      const said = {
        argument,
        environment: text(main.env?.TEXT),
        file: text(main.files?.[0].content),
      };
      return ended(`${JSON.stringify(said)}\n`);
    }
    case 'leave':
      return {
        ...ended(''),
        files: {
          'artefacts/deep/two.bin': 'ü'.repeat(1_500_000),
          'artefacts/one.txt': 'first',
        },
      };
    case 'keep':
      return keepingRun(id, before);
    case 'chat':
      return ended(
        Array.from({ length: Number(argument) }, (_, index) =>
          `${index + 1}\n`.padStart(64, '.'),
        ).join(''),
      );
    default:
      return running('listening\n');
  }
}

function keepingRun(id: string, before: Record<string, string>): FakeRun {
  const notes = before['kept/notes.txt'];
  if (notes !== undefined) {
    const names = Object.keys(before).map(path => path.replace('kept/', ''));
    return running(`found ${notes} ${names.sort().join(' ')}\nlistening\n`);
  }
  return {
    ...running('listening\n'),
    files: {
      'kept/data.bin': '7'.repeat(1_000_000),
      'kept/link': '',
      'kept/notes.txt': 'first',
      'kept/secret.txt': `the key is key-${id}`,
    },
  };
}

function running(output: string): FakeRun {
  return {
    output,
    state: 'running',
    reason: { code: 'ready', message: 'It runs.' },
  };
}

/** What the fake says that it uses, until a test says otherwise. */
export function fakeUsage({ tasks }: WorkloadSpec): Partial<WorkloadUsage> {
  const main = tasks.find(task => task.role === 'main')!;
  const isBusy = main.command?.[0] === 'work';
  return {
    cpuCores: isBusy ? 1 : 0.01,
    memoryBytes: (isBusy ? 150 : 20) * 1024 ** 2,
  };
}

function ended(output: string): FakeRun {
  return {
    output,
    state: 'completed',
    reason: { code: 'ended-by-itself', message: 'It has ended by itself.' },
  };
}

/** Samples for the fake. @public */
export function fakeSamples(): EngineSamples {
  return createSamples(program => {
    const [name, ...args] = Object.values(program).map(String);
    return { command: [name, ...args] };
  });
}
