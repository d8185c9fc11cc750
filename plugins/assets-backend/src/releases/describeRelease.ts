import type {
  Release,
  ReleaseImage,
  ReleaseStep,
} from '@astrolabe/plugin-assets-common';
import type { Facts, ReleaseRow } from './ReleaseStore';
import { CHECKS_MINUTES, steps, WITHOUT_IMAGE, type Step } from './steps';

type Why = Pick<ReleaseStep, 'code' | 'reason'>;

const WITHOUT_DOI: Why = {
  code: 'no-archive',
  reason: 'no archive was chosen',
};
const WITHOUT_SBOM: Why = {
  code: 'no-sbom',
  reason: 'without an SBOM: no check of this commit has made one',
};

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
    ...(facts.image && { image: describeImage(facts) }),
    ...(state !== 'done' && pullRequest && { pullRequest }),
    ...(trouble && { reason: trouble.reason }),
    ...(trouble?.nextStep && { nextStep: trouble.nextStep }),
  };
}

/** What would be done. */
export function plannedSteps(of: {
  hasArchive: boolean;
  /** With its tag. */
  image?: string;
  waitMs: number;
}): ReleaseStep[] {
  const { hasArchive, image, waitMs } = of;
  const its: Partial<Record<Step['id'], Omit<ReleaseStep, 'id'>>> = {
    image: image
      ? {
          ...{ state: 'planned', code: 'image-awaited' },
          reason: `${image} is waited for, ${waitMs / 60_000} minutes at most`,
        }
      : { state: 'skipped', ...WITHOUT_IMAGE },
    [hasArchive ? 'files' : 'attach']: {
      ...{ state: 'planned', code: 'checks-awaited' },
      reason: `the checks of its commit are waited for, ${CHECKS_MINUTES} minutes at most`,
    },
  };
  return [
    { id: 'plan', state: 'done' },
    ...steps.map(
      ({ id, isOfArchive }): ReleaseStep =>
        isOfArchive && !hasArchive
          ? { id, state: 'skipped', ...WITHOUT_DOI }
          : { id, state: 'planned', ...its[id] },
    ),
  ];
}

function describeImage({ image, imageEnd }: Facts): ReleaseImage {
  const { reference, digest, signatures, publicKey } = image!;
  const [{ payload, signature }] = signatures;
  const isPushed = imageEnd?.isPushed ?? false;
  return { reference, digest, payload, signature, publicKey, isPushed };
}

/** Those that are over, the one that it is at, and those to come. */
function stepsOf(row: ReleaseRow): ReleaseStep[] {
  const { asked, facts, state, trouble } = row;
  const isMeant = ({ isOfArchive }: Step) => asked.archive || !isOfArchive;
  const current = steps.find(each => isMeant(each) && !each.isDone(facts));
  return steps.map(step => {
    const { id } = step;
    if (!isMeant(step)) return { id, state: 'skipped', ...WITHOUT_DOI };
    if (step.isDone(facts)) return { id, state: 'done', ...cameOf(row, id) };
    // Of a release that was done before there was such a step.
    if (state === 'done') return { id, state: 'skipped' };
    if (step !== current) return { id, state: 'planned' };
    const isPaused = state === 'running' && trouble;
    return {
      ...{ id, state: isPaused ? 'waiting' : state },
      ...(trouble && { reason: trouble.reason }),
    };
  });
}

function cameOf({ facts }: ReleaseRow, id: Step['id']): Partial<ReleaseStep> {
  const { attached, deposit, deposited, image, imageEnd, url } = facts;
  if (id === 'image') {
    const { code, reason } = imageEnd!;
    return { ...(!image && { state: 'skipped' }), code, reason };
  }
  if (id === 'attach') {
    const isNone = attached!.code === 'no-pieces';
    return { ...(isNone && { state: 'skipped' }), ...attached };
  }
  if (id === 'release') return { url };
  if (id === 'doi' && deposit) return { url: deposit.page };
  if (id === 'publish' && deposit) {
    return { url: `https://doi.org/${deposit.doi}` };
  }
  if (id === 'files' && !deposited?.sbom) return WITHOUT_SBOM;
  return {};
}
