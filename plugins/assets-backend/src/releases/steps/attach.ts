import { ForgeError } from '../../forges';
import { piecesOf } from './pieces';
import type { Step } from './types';

/** So long it is tried while the forge does not answer. */
const PATIENCE_MS = 60 * 60_000;

const NOTHING = {
  code: 'no-pieces',
  reason: 'there is no SBOM, and no signature of an image',
} as const;

/** What others need beside the tag is at its page, too: what is installed, and the signature of its image. */
export const attach: Step = {
  ...{ id: 'attach', isOfArchive: false },
  isDone: ({ attached }) => attached !== undefined,
  async act(making) {
    const { facts, forge, keep, place } = making;
    const pieces = await piecesOf(making);
    const since = facts.attachSince ?? new Date().toISOString();
    if (!facts.attachSince) await keep({ attachSince: since });
    try {
      for (const piece of pieces) {
        await forge.releases.attach(place, facts.tag, piece);
      }
    } catch (error) {
      // A person may link it anew.
      if (!(error instanceof ForgeError) || error.trouble === 'refused') {
        throw error;
      }
      const isToCome = error.trouble === 'away' || error.trouble === 'limited';
      const isOver = Date.now() - Date.parse(since) >= PATIENCE_MS;
      if (isToCome && !isOver) throw error;
      // A forge may take none, which makes the version none the worse.
      return { attached: { code: 'not-attached', reason: error.message } };
    }
    return { attached: pieces.length > 0 ? {} : NOTHING };
  },
};
