import path from 'node:path';
import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { followConfig } from '@astrolabe/plugin-communities-common';
import { Environments } from './Environments';
import { readTrusted, trustOf, type Known, type Trust } from './readTrusted';

/** What the operator has agreed to run of what people have written, as it is at present. */
export interface TrustParts {
  environments: Environments;
  /** Undefined: nothing of it. */
  trustOf: (repository: Known) => Trust | undefined;
  /** Changes when what is trusted does. */
  trustNow: () => string;
}

export function openTrust(
  { config, logger }: { config: RootConfigService; logger: LoggerService },
  dataDirectory: string,
): TrustParts {
  const trusted = followConfig(config, readTrusted, {
    what: 'The repositories that are trusted',
    logger,
  });
  return {
    environments: new Environments(path.join(dataDirectory, 'repositories')),
    trustOf: repository => trustOf(trusted(), repository),
    trustNow: () => JSON.stringify(trusted()),
  };
}
