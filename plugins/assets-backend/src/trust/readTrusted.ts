import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { RepositoryRow } from '../publishing/RepositoryStore';

const KEY = 'assets.trustedRepositories';
const COMMIT = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/** What of a repository the operator has agreed to run: a commit, or whatever a branch is at. */
export type Trust =
  | { commit: string; branch?: undefined }
  | { branch: string; commit?: undefined };

/** A repository that the operator trusts: by its forge's own id, or by its name. */
export interface TrustedRepository {
  /** The pages of its forge. */
  forge: string;
  id?: string;
  /** `owner/name`, in lower case. */
  repository?: string;
  trust: Trust;
}

/** By which a repository is known. */
export type Known = Pick<
  RepositoryRow,
  'forge' | 'forgeId' | 'owner' | 'repository'
>;

/** Reads `assets.trustedRepositories`; refuses with the key, the value and what is allowed. */
export function readTrusted(config: Config): TrustedRepository[] {
  const all = (config.getOptionalConfigArray(KEY) ?? []).map((each, i) =>
    readOne(each, `${KEY}[${i}]`),
  );
  const known = all.map(({ forge, id, repository }) =>
    [forge, id ?? '', repository ?? ''].join(' '),
  );
  const twice = known.findIndex((each, i) => known.indexOf(each) !== i);
  if (twice >= 0) {
    throw new InputError(`'${KEY}[${twice}]' names a repository a second time`);
  }
  return all;
}

/** What of it may run; undefined: nothing. */
export function trustOf(
  trusted: readonly TrustedRepository[],
  { forge, forgeId, owner, repository: name }: Known,
): Trust | undefined {
  const path = `${owner}/${name}`.toLowerCase();
  return trusted.find(
    each =>
      each.forge === forge &&
      (each.id === undefined ? each.repository === path : each.id === forgeId),
  )?.trust;
}

function readOne(each: Config, key: string): TrustedRepository {
  const refuse = (name: string, message: string) =>
    new InputError(`'${key}${name ? `.${name}` : ''}' ${message}`);
  const forge = each.getString('forge').replace(/\/+$/, '');
  if (!/^https?:\/\/\S+$/.test(forge)) {
    throw refuse(
      'forge',
      `is '${forge}', but has to be the address of its pages, such as https://github.com`,
    );
  }
  // Most forges count: in YAML that is a number.
  const id = each.getOptional('id')?.toString();
  const repository = each.getOptionalString('repository')?.toLowerCase();
  if (!id === !repository) {
    throw refuse('', "needs either 'id' or 'repository', and not both");
  }
  if (repository && !/^[\w.-]+(\/[\w.-]+)+$/.test(repository)) {
    throw refuse('repository', `is '${repository}', but has to be owner/name`);
  }
  const commit = each.getOptionalString('commit');
  const branch = each.getOptionalString('branch');
  if (!commit === !branch) {
    throw refuse('', "needs either 'commit' or 'branch', and not both");
  }
  if (commit && !COMMIT.test(commit)) {
    throw refuse(
      'commit',
      `is '${commit}', but has to be all 40 (or 64) digits of it`,
    );
  }
  // Whoever bears the name tomorrow would say what runs.
  if (branch && !id) {
    throw refuse(
      '',
      "has a 'branch', and so needs the 'id' of the repository: its name may be another's by tomorrow",
    );
  }
  return {
    ...{ forge, id, repository },
    trust: commit ? { commit } : { branch: branch! },
  };
}
