import { depositMetadata } from '../archives/depositMetadata';
import { describedAt } from '../planRelease';
import type { Step } from './types';

/** For good: from then on its DOI leads there. */
export const publish: Step = {
  ...{ id: 'publish', isOfArchive: true },
  isDone: ({ isPublished }) => isPublished === true,
  async act({ archive, facts, forge, place, row }) {
    const { id } = facts.deposit!;
    if (await archive!.isPublished(id)) return { isPublished: true };
    const of = { commit: facts.commit!, version: row.version };
    const described = await describedAt(forge, place, of);
    // Without the mark that a draft is known by.
    await archive!.describe(id, depositMetadata(described));
    await archive!.publish(id);
    return { isPublished: true };
  },
};
