import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import type { GuardedClient } from '@astrolabe/http';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CheckRunner } from '../types';
import { ForgeRunner } from './forge';
import { JenkinsRunner } from './jenkins';
import type { RunnersConfig } from './readRunners';

export { readRunners, type RunnersConfig } from './readRunners';

/** Those that are configured, in their order; `own` are those of the portal itself. */
export function openRunners(
  { ids, jenkins }: RunnersConfig,
  parts: {
    accounts: Pick<AccountsService, 'forge'>;
    client: GuardedClient;
    own: readonly CheckRunner[];
    /** Told once what keeps a Jenkins from being asked. */
    logger?: LoggerService;
  },
): CheckRunner[] {
  const { accounts, client, own, logger } = parts;
  const accessOf = (person: string, account: string) =>
    accounts.forge(person, account);
  const all: CheckRunner[] = [
    ...own,
    new ForgeRunner({ accessOf, client }),
    ...jenkins.map(each => new JenkinsRunner(each, logger)),
  ];
  return ids.flatMap(id => all.find(each => each.id === id) ?? []);
}
