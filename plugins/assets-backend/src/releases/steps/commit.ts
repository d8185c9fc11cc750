import { ForgeError, type Change, type Tip } from '../../forges';
import { CHANGELOG, hasSection } from '../changelog';
import { WaitsForPerson } from '../pauses';
import { planRelease, type Plan } from '../planRelease';
import { METADATA } from '../versionFiles';
import { markOf, type Making, type Step } from './types';

const TRIES = 3;

/** One commit with all that says the version; where the branch is protected, proposed. */
export const commit: Step = {
  ...{ id: 'commit', isOfArchive: false },
  isDone: facts => facts.commit !== undefined,
  async act(making) {
    for (let tries = 1; ; tries++) {
      try {
        return await commitOnce(making);
      } catch (error) {
        const isMoved =
          error instanceof ForgeError && error.trouble === 'moved';
        if (!isMoved || tries === TRIES) throw error;
      }
    }
  },
};

async function commitOnce(making: Making) {
  const { row, forge, place, facts } = making;
  const { name, version, asked } = row;
  const tip = await forge.tip(place);
  const ours = tip && (await found(making, tip));
  if (ours) return { commit: ours };
  if (facts.pullRequest) throw notMerged(facts.pullRequest);
  const plan = await planRelease(forge, place, { name, version, ...asked });
  const files = plan.filesWith(facts.deposit?.doi);
  const known = {
    ...{ base: plan.tip.commit, tag: plan.tag, changelog: plan.section },
    files: files.map(({ path }) => path),
  };
  const change = {
    ...{ branch: plan.tip.branch, from: plan.tip.commit, files },
    message: `Release ${version}\n\n${markOf(row)}\n`,
  };
  try {
    return { ...known, commit: await forge.change(place, change) };
  } catch (error) {
    const isProtected =
      error instanceof ForgeError && error.trouble === 'forbidden';
    if (!isProtected) throw error;
  }
  const pullRequest = await propose(making, { change, plan });
  await making.keep({ ...known, pullRequest });
  throw notMerged(pullRequest);
}

/** Its commit, where it is there: the answer may have been lost, or somebody has agreed. */
async function found(
  { row, facts, forge, place }: Making,
  tip: Tip,
): Promise<string | undefined> {
  const { releases } = forge;
  const until = tip.commit;
  const commits = await releases
    .commits(place, { since: facts.base, until })
    .catch(error => {
      const isGone = error instanceof ForgeError && error.trouble === 'unclear';
      // The branch was written anew.
      if (isGone) return releases.commits(place, { until });
      throw error;
    });
  const mark = markOf(row);
  const ours = commits.find(({ message }) => message.includes(mark));
  if (ours) return ours.commit;
  if (!facts.pullRequest) return undefined;
  // A merge may leave out what the commit says, but not what it is.
  const textOf = async (path: string) =>
    (await forge.read(place, path, until)) ?? '';
  const changelog = await textOf(CHANGELOG);
  const { doi } = facts.deposit ?? {};
  const isWhole =
    hasSection(changelog, row.version) &&
    changelog.includes(facts.changelog.trim()) &&
    (!doi || (await textOf(METADATA)).includes(doi));
  return isWhole ? until : undefined;
}

async function propose(
  { row, forge, place }: Making,
  { change, plan }: { change: Change; plan: Plan },
): Promise<string> {
  const branch = `release-${row.version}`;
  const present = await forge.tip(place, branch);
  if (!present?.message.includes(markOf(row))) {
    await forge.change(place, { ...change, branch });
  }
  const { url } = await forge.propose(place, {
    ...{ branch, into: change.branch, title: `Release ${row.version}` },
    body: `${plan.section}\n`,
  });
  return url;
}

function notMerged(url: string) {
  return new WaitsForPerson(
    'the branch is protected, so its commit is proposed and not merged yet',
    `Merge ${url}: the release goes on by itself then.`,
  );
}
