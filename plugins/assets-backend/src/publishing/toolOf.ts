import { checkAsset, type AssetTrust } from '@astrolabe/plugin-assets-common';
import type { AssetFile } from '@astrolabe/plugin-assets-node';
import { missingIn, type RunningTool, type Trust } from '../trust';
import { kindOf } from './kinds';
import type { RepositoryRow } from './RepositoryStore';
import { launchesWith, troublesOf } from './troubles';

/** What of a problem is told beside the page of problems. */
const MISSING_TOLD = 10;
const NOT_KEPT =
  'Its packages cannot be put where engines find them: the log of the portal says why.';

/**
 * What is shown of a tool of a repository. Its manifest is there only while the operator
 * has agreed to the very commit that it was read at, or to what its branch is at.
 *
 * @param here.isKept - whether its packages could be put where engines find them
 */
export function toolOf(
  row: RepositoryRow,
  trust: Trust | undefined,
  here: { isKept: boolean } = { isKept: true },
): Pick<AssetFile, 'leavesOut' | 'trust'> & { runs?: RunningTool } {
  const { leavesOut } = kindOf('tool');
  const { forge, forgeId: id, readCommit: commit, tip } = row;
  const isPublic = row.visibility === 'public';
  const about: Omit<AssetTrust, 'state'> = {
    // Of a private one, that is its owner's alone.
    ...(isPublic && { repository: { forge, id } }),
    ...(isPublic && commit && { commit }),
    ...(trust?.branch && { branch: trust.branch }),
    ...(commit && tip && { isBehind: commit !== tip }),
  };
  if (!trust) return { leavesOut, trust: { ...about, state: 'awaited' } };
  const files = row.environment ? JSON.parse(row.environment) : {};
  const missing = missingOf(row, { trust, files }).slice(0, MISSING_TOLD);
  if (!here.isKept && row.environment) missing.push(NOT_KEPT);
  if (missing.length > 0) {
    return { leavesOut, trust: { ...about, state: 'unready', missing } };
  }
  return {
    leavesOut: leavesOut.filter(isNoManifest),
    trust: { ...about, state: 'given' },
    runs: { name: row.name, files },
  };
}

function missingOf(
  row: RepositoryRow,
  { trust, files }: { trust: Trust; files: RunningTool['files'] },
): string[] {
  const { name, content, readCommit, branch, trouble } = row;
  if (trouble && !launchesWith(trouble)) {
    return [`It cannot be read: ${troublesOf(kindOf('tool'))[trouble]}.`];
  }
  const isAgreed = trust.commit
    ? trust.commit === readCommit
    : trust.branch === branch && readCommit !== '';
  if (!isAgreed) {
    const what = trust.commit
      ? `The commit ${trust.commit.slice(0, 10)}`
      : `The branch ${trust.branch}`;
    return [
      `${what} that the operator has agreed to was not read yet${
        trust.branch && trust.branch !== branch
          ? `: its default branch is ${branch}`
          : ''
      }.`,
    ];
  }
  const { problems, spec } = checkAsset(content, 'tool', {
    ...{ name, leavesOut: kindOf('tool').leavesOut.filter(isNoManifest) },
  });
  const errors = problems.filter(({ severity }) => severity === 'error');
  return errors.length > 0
    ? errors.map(({ line, message }) => `tool.yaml, line ${line}: ${message}`)
    : missingIn(spec ?? {}, { name, files });
}

function isNoManifest(key: string): boolean {
  return key !== 'manifest';
}
