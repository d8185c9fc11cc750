import type { RepositoryRow } from '../../../publishing/RepositoryStore';
import type { CheckRunner, RunStart } from '../../types';
import type { JenkinsConfig } from '../jenkins';

/** A runner to try, with what checks for it: real, or of ours. */
export interface RunnerBench {
  /** As the portal has it, over the wire. */
  runner: CheckRunner;
  /** One that is checked there, and one that is not. */
  repository: RepositoryRow;
  other: RepositoryRow;
  /** A commit that nobody has checked. */
  commit(): Promise<string>;
  /** What happens there: a check called `test` is taken up, and ends. */
  begins(run: RunStart): Promise<void>;
  ends(
    run: RunStart,
    how: { passed: boolean; log: string; reason?: string },
  ): Promise<void>;
  /** Somebody tags its commit, and what is done of the tag fails; of a forge. */
  tags?(run: RunStart): Promise<void>;
  /** How often this run has been started there by us; undefined where it starts by itself. */
  startsOf?(run: RunStart): number;
  /** Whether it was stopped there. */
  isStopped?(run: RunStart): boolean;
  /** What asks it to start, by method and path. */
  starting?: RegExp;
  stop(): Promise<void>;
}

/** A repository that is an asset, of a forge under a name. */
export function repositoryOf(to: Partial<RepositoryRow>): RepositoryRow {
  const owner = to.owner ?? 'ada';
  const repository = to.repository ?? 'leaves';
  const forge = to.forge ?? 'https://forge.example';
  return {
    ...{ name: 'leaves', personRef: 'user:default/ada', account: 'hub' },
    ...{ kind: 'module', readCommit: '', environment: '' },
    ...{ forge, forgeId: '1', owner, repository },
    branch: 'main',
    url: `${forge}/${owner}/${repository}`,
    ...{ visibility: 'public', showsPrivate: false, content: '' },
    ...{ documentation: '', harvest: '', trouble: '', hiddenAt: '' },
    ...{ readAt: '', changedAt: '', seenStamp: '', tip: '' },
    ...to,
  };
}

/** A Jenkins as the server of tests wants it. */
export function jenkinsAt(
  url: string,
  to: Partial<JenkinsConfig> = {},
): JenkinsConfig {
  return {
    ...{ id: 'lab', url, user: 'portal', token: 'secret' },
    ...{ forge: 'https://forge.example', owners: ['Ada'] },
    ...{ job: 'lab/{repository}', starts: true, allowPrivateNetwork: true },
    ...to,
  };
}
