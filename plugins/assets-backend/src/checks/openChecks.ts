import type { Authorizer } from '@astrolabe/http';
import type { Knex } from 'knex';
import type { ForgeOf } from '../publishing/PublishedSource';
import { RepositoryStore } from '../publishing/RepositoryStore';
import type { AssetService } from '../service';
import { Checks } from './Checks';
import { HookStore } from './HookStore';
import { RunStore } from './RunStore';

/** The part of the room that has to do with checks. */
export function openChecks(
  db: Knex,
  parts: {
    assets: AssetService;
    authorizer: Authorizer;
    forgeOf: ForgeOf;
  },
): { checks: Checks } {
  const checks = new Checks({
    ...parts,
    hooks: new HookStore(db),
    isOnPush: true,
    onChange: () => {},
    repositories: new RepositoryStore(db),
    runners: [],
    runs: new RunStore(db),
  });
  return { checks };
}
