import { ForgeError } from '../../forges';
import { piecesOf } from './pieces';
import type { Step } from './types';

const NOTHING = {
  code: 'no-pieces',
  reason: 'there is no SBOM, and no signature of an image',
} as const;

/** What others need beside the tag is at its page, too: what is installed, and the signature of its image. */
export const attach: Step = {
  ...{ id: 'attach', isOfArchive: false },
  isDone: ({ attached }) => attached !== undefined,
  async act(making) {
    const { facts, forge, place } = making;
    const pieces = await piecesOf(making);
    try {
      for (const piece of pieces) {
        await forge.releases.attach(place, facts.tag, piece);
      }
    } catch (error) {
      const isFinal =
        error instanceof ForgeError &&
        error.trouble !== 'away' &&
        error.trouble !== 'limited';
      if (!isFinal) throw error;
      // A forge may take none, which makes the version none the worse.
      return { attached: { code: 'not-attached', reason: error.message } };
    }
    return { attached: pieces.length > 0 ? {} : NOTHING };
  },
};
