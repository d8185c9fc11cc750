import { ForgeError } from '../../forges';
import { tagElsewhere } from '../problems';
import type { Making, Step } from './types';

/** The tag, and what the forge shows of it. */
export const release: Step = {
  ...{ id: 'release', isOfArchive: false },
  isDone: ({ url }) => url !== undefined,
  async act(making) {
    const before = await present(making);
    if (before) return before;
    const { facts, forge, place, row } = making;
    try {
      return await forge.releases.make(place, {
        ...{ tag: facts.tag, commit: facts.commit!, title: row.version },
        notes: notesOf(making),
      });
    } catch (error) {
      const isTaken = error instanceof ForgeError && error.trouble === 'taken';
      const meanwhile = isTaken && (await present(making));
      if (meanwhile) return meanwhile;
      throw error;
    }
  },
};

async function present(making: Making) {
  const { facts, forge, place } = making;
  const tag = await tagged(making);
  return tag && forge.releases.find(place, facts.tag);
}

/** @throws where the tag is at another commit, or there is none any more where it is needed */
export async function assertTagged(making: Making): Promise<void> {
  if (!(await tagged(making))) throw tagElsewhere(making.facts.tag);
}

async function tagged({ facts, forge, place }: Making) {
  const tag = await forge.releases.tag(place, facts.tag);
  if (tag && tag.commit !== facts.commit) throw tagElsewhere(facts.tag);
  return tag;
}

function notesOf({ facts }: Making): string {
  const { doi } = facts.deposit ?? {};
  const cited = doi ? `\n\nDOI: [${doi}](https://doi.org/${doi})` : '';
  return `${facts.changelog}${cited}\n`;
}
