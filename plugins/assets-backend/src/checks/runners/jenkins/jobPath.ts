import type { RepositoryRow } from '../../../publishing/RepositoryStore';

/**
 * Path of a job below the address of its Jenkins: `lab/{repository}/{branch}` is
 * `/job/lab/job/leaves/job/main`. Undefined where a name would lead elsewhere.
 */
export function jobPath(
  pattern: string,
  { repository, branch }: { repository: RepositoryRow; branch: string },
): string | undefined {
  const values: Record<string, string> = {
    ...{ name: repository.name, repository: repository.repository },
    ...{ owner: repository.owner, branch },
  };
  const names = pattern
    .split('/')
    .filter(Boolean)
    .map(each =>
      each.replace(/\{(\w+)\}/g, (whole, name) =>
        // Multibranch jobs are called by the encoded name of their branch.
        values[name] === undefined ? whole : encodeURIComponent(values[name]),
      ),
    );
  if (names.length === 0 || names.some(each => /^\.*$/.test(each))) {
    return undefined;
  }
  return names.map(each => `/job/${encodeURIComponent(each)}`).join('');
}
