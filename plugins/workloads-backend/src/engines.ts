import { withAdvice } from '@astrolabe/http';
import {
  NodeAwayError,
  type WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';

/** What an engine says itself, and is told on. */
const spoken = [
  'ConflictError',
  'NotFoundError',
  'InputError',
  'NotImplementedError',
];

/** @throws ConflictError when two modules bring an engine of the same id */
export function addEngine(
  engines: Map<string, WorkloadEngine>,
  engine: WorkloadEngine,
): void {
  if (engines.has(engine.id)) {
    throw new ConflictError(`There are two engines '${engine.id}'`);
  }
  engines.set(engine.id, engine);
}

/** The engine with this id, or an error that says which there are. */
export function engineOf(
  engines: ReadonlyMap<string, WorkloadEngine>,
  id: string,
): WorkloadEngine {
  const engine = engines.get(id);
  if (engine) return engine;
  throw withAdvice(
    new ServiceUnavailableError(`The engine '${id}' is not installed`),
    {
      code: 'ENGINE_MISSING',
      cause: `Installed are: ${[...engines.keys()].join(', ') || 'none'}`,
      nextStep: 'Ask who operates this portal.',
    },
  );
}

/** Asks an engine; that it, or a node of its, cannot be reached is an answer too (503). */
export async function reachable<T>(
  engine: WorkloadEngine,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (spoken.includes((error as Error).name)) throw error;
    if (error instanceof NodeAwayError) {
      const message = 'The node of this workload does not answer';
      throw withAdvice(new ServiceUnavailableError(message), {
        code: 'NODE_AWAY',
        cause: error.message,
        nextStep:
          'Try again when it is back. To go on without it, restart the workload: it gets another node.',
      });
    }
    throw withAdvice(
      new ServiceUnavailableError(
        `The engine '${engine.id}' does not answer`,
        error,
      ),
      {
        code: 'ENGINE_UNREACHABLE',
        cause: (error as Error).message,
        nextStep: 'Try again in a moment; what runs goes on.',
      },
    );
  }
}
