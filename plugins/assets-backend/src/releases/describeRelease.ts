import type { Release, ReleaseStep } from '@astrolabe/plugin-assets-common';
import type { ReleaseRow } from './ReleaseStore';
import { steps, type Step } from './steps';

const WITHOUT_DOI = 'no archive was chosen';
const WITHOUT_SBOM = 'without an SBOM: no check of this commit has made one';

/** As people see it. */
export function describeRelease(row: ReleaseRow): Release {
  const { version, asked, facts, trouble, state, createdAt } = row;
  const { tag, changelog, files, url, pullRequest } = facts;
  return {
    ...{ version, tag, state, changelog, files, dryRun: false, createdAt },
    ...asked,
    steps: [{ id: 'plan', state: 'done' }, ...stepsOf(row)],
    ...(url && { url }),
    ...(facts.deposit && { doi: facts.deposit.doi }),
    ...(state !== 'done' && pullRequest && { pullRequest }),
    ...(trouble && { reason: trouble.reason }),
    ...(trouble?.nextStep && { nextStep: trouble.nextStep }),
  };
}

/** What would be done. */
export function plannedSteps(hasArchive: boolean): ReleaseStep[] {
  return [
    { id: 'plan', state: 'done' },
    ...steps.map(
      ({ id, isOfArchive }): ReleaseStep =>
        isOfArchive && !hasArchive
          ? { id, state: 'skipped', reason: WITHOUT_DOI }
          : { id, state: 'planned' },
    ),
  ];
}

/** Those that are over, the one that it is at, and those to come. */
function stepsOf(row: ReleaseRow): ReleaseStep[] {
  const { asked, facts, state, trouble } = row;
  const isMeant = ({ isOfArchive }: Step) => asked.archive || !isOfArchive;
  const current = steps.find(each => isMeant(each) && !each.isDone(facts));
  return steps.map(step => {
    const { id } = step;
    if (!isMeant(step)) return { id, state: 'skipped', reason: WITHOUT_DOI };
    if (step.isDone(facts)) return { id, state: 'done', ...cameOf(row, id) };
    if (step !== current || state === 'done') return { id, state: 'planned' };
    const isPaused = state === 'running' && trouble;
    return {
      ...{ id, state: isPaused ? 'waiting' : state },
      ...(trouble && { reason: trouble.reason }),
    };
  });
}

function cameOf({ facts }: ReleaseRow, id: Step['id']): Partial<ReleaseStep> {
  const { deposit, deposited, url } = facts;
  if (id === 'release') return { url };
  if (id === 'doi' && deposit) return { url: deposit.page };
  if (id === 'publish' && deposit) {
    return { url: `https://doi.org/${deposit.doi}` };
  }
  if (id === 'files' && !deposited?.sbom) return { reason: WITHOUT_SBOM };
  return {};
}
