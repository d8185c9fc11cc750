import { depositMetadata } from '../archives/depositMetadata';
import { GoesOnLater } from '../pauses';
import { describedAt } from '../planRelease';
import { assertTagged } from './release';
import { markOf, type Making, type Step } from './types';

const SOON_MS = 10_000;

/** For good: from then on its DOI leads there. */
export const publish: Step = {
  ...{ id: 'publish', isOfArchive: true },
  isDone: ({ isPublished }) => isPublished === true,
  async act(making) {
    const { archive, facts, forge, place, row } = making;
    const { id } = facts.deposit!;
    if (await archive!.isPublished(id)) return { isPublished: true };
    await assertTagged(making);
    await assertWhole(making);
    // Its notes have the mark that the draft is known by; where somebody has
    // taken it out, they have written what is published.
    if ((await archive!.notesOf(id)).includes(markOf(row))) {
      const of = { commit: facts.commit!, version: row.version };
      const described = await describedAt(forge, place, of);
      await archive!.describe(id, depositMetadata(described));
    }
    await archive!.publish(id);
    return { isPublished: true };
  },
};

/** What somebody has changed there meanwhile is put in anew. */
async function assertWhole({ archive, facts, keep }: Making): Promise<void> {
  const wanted = facts.deposited!.files;
  const present = await archive!.files(facts.deposit!.id);
  const isWhole =
    present.length === Object.keys(wanted).length &&
    present.every(({ name, md5 }) => wanted[name] === md5);
  if (isWhole) return;
  await keep({ deposited: undefined });
  throw new GoesOnLater(
    'the archive has other files by now: they are put in again',
    new Date(Date.now() + SOON_MS),
  );
}
