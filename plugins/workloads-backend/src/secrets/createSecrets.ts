import type { LoggerService } from '@backstage/backend-plugin-api';
import type { PersonalSecrets } from '@astrolabe/plugin-workloads-node';
import type { Knex } from 'knex';
import { DatabaseChores, type WorkloadStore } from '../database';
import type { Storages } from '../enrichers/storage';
import { LaunchSecrets } from './LaunchSecrets';
import { SecretsOf } from './SecretsOf';

/** Secrets of workloads: those that engines are given, and those that come with a launch. */
export function createSecrets(
  db: Knex,
  parts: {
    personalSecrets?: PersonalSecrets;
    storages: Storages;
    store: WorkloadStore;
    logger: LoggerService;
  },
) {
  const { personalSecrets: personal, storages } = parts;
  const chores = new DatabaseChores(db);
  return {
    secrets: new SecretsOf(storages, personal),
    launchSecrets: new LaunchSecrets({ ...parts, personal, chores }),
  };
}
