import { withAdvice } from '@astrolabe/http';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import {
  isLeftBehind,
  isSettled,
  type StorageStatus,
} from '@astrolabe/plugin-workloads-common';
import { ConflictError } from '@backstage/errors';
import type { WorkloadRecord, WorkloadStore } from '../database';
import { engineOf, reachable } from '../engines';
import type { SecretsOf } from '../secrets';
import { notFound } from './notFound';

/** What is needed to copy back once more. */
interface Sources {
  store: WorkloadStore;
  engines: ReadonlyMap<string, WorkloadEngine>;
  secretsOf: SecretsOf['give'];
}

/**
 * Copies back what has stayed here since its storage was away, without running
 * the program again.
 *
 * @throws ConflictError when nothing has, or that cannot be
 */
export async function copyBack(
  record: WorkloadRecord,
  storages: readonly StorageStatus[],
  { store, engines, secretsOf }: Sources,
): Promise<void> {
  const { title, state, desired, startedAt } = record;
  const run = { hasEnded: isSettled(state), hasStarted: Boolean(startedAt) };
  const isLeft = storages.some(status => isLeftBehind(status, run));
  if (!run.hasEnded || desired === 'delete' || !isLeft) {
    throw withAdvice(
      new ConflictError(`'${title}' has nothing to copy back now`),
      {
        code: 'NOTHING_TO_COPY_BACK',
        nextStep:
          'See under Storage on its page what its storage says; what runs copies back when it ends.',
      },
    );
  }
  const engine = engineOf(engines, record.engine);
  if (!engine.copyBack) {
    throw withAdvice(
      new ConflictError(`The site of '${title}' copies back at the end alone`),
      {
        code: 'NO_SECOND_COPYING',
        nextStep: 'Take the files from its folder while they are there.',
      },
    );
  }
  const { id, generation, siteId, slug, ownerRef } = record;
  const identity = { id, generation, siteId, slug, ownerRef, title };
  const spec = await store.getSpec(id);
  if (!spec) throw notFound(id);
  const secrets = await secretsOf(spec, record);
  await reachable(engine, () =>
    engine.copyBack!({ ...identity, spec, secrets }),
  );
}
