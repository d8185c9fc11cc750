import { depositMetadata } from '../archives/depositMetadata';
import type { Deposit, Zenodo } from '../archives/Zenodo';
import { ArchiveError } from '../explain';
import { GoesOnLater } from '../pauses';
import { planRelease, type Plan } from '../planRelease';
import { draftThere } from '../problems';
import { markOf, type Making, type Step } from './types';

/** As long as what was made may stay out of an archive's own lists. */
const LISTED_MS = 60_000;

/** Reserves a DOI: it has to be in the very files that get it. */
export const doi: Step = {
  ...{ id: 'doi', isOfArchive: true },
  isDone: ({ deposit }) => deposit !== undefined,
  async act(making) {
    const { row, forge, place } = making;
    const archive = making.archive!;
    const { name, version, asked } = row;
    const plan = await planRelease(forge, place, { name, version, ...asked });
    const { doiBefore } = plan;
    const before = doiBefore ? await archive.ownOf(doiBefore) : undefined;
    const metadata = depositMetadata(plan.described, markOf(row));
    const deposit =
      (await present(making, archive, before)) ??
      (await make(making, () =>
        before ? archive.createAfter(before) : archive.create(metadata),
      ));
    return {
      // The draft of another version says what the one before has said.
      deposit: before ? await archive.describe(deposit.id, metadata) : deposit,
      ...planned(plan),
    };
  },
};

/** One that an earlier try has made, though it was not told so. */
async function present(
  { row, facts }: Making,
  archive: Zenodo,
  before: number | undefined,
): Promise<Deposit | undefined> {
  const ours = await archive.draftWith(markOf(row));
  if (ours || !before) return ours;
  const draft = await archive.draftAfter(before);
  if (draft && !facts.depositTriedAt) throw draftThere(draft.page);
  return draft;
}

async function make(
  { facts, keep }: Making,
  act: () => Promise<Deposit>,
): Promise<Deposit> {
  const listed = Date.parse(facts.depositTriedAt ?? '') + LISTED_MS;
  if (listed > Date.now()) {
    throw new GoesOnLater(
      'the archive may have made a deposit already: it is looked for',
      new Date(listed),
    );
  }
  await keep({ depositTriedAt: new Date().toISOString() });
  try {
    return await act();
  } catch (error) {
    // What was refused was not made: a draft that comes later is the person's own.
    if (isRefusal(error)) await keep({ depositTriedAt: undefined });
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof ArchiveError)) return false;
  const { trouble } = error.why;
  return trouble === 'refused' || trouble === 'forbidden';
}

function planned({ tip, tag, section }: Plan) {
  return { base: tip.commit, tag, changelog: section };
}
