import { ForgeError } from '../../forges';
import { piecesOf, type Piece } from './pieces';
import type { Making, Step } from './types';

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
    const { facts, keep } = making;
    const pieces = await piecesOf(making);
    const since = facts.attachSince ?? new Date().toISOString();
    if (!facts.attachSince) await keep({ attachSince: since });
    try {
      for (const piece of pieces) {
        await put(making, piece);
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

async function put({ facts, forge, place }: Making, piece: Piece) {
  const attached = () => forge.releases.attach(place, facts.tag, piece);
  try {
    await attached();
  } catch (error) {
    const mayBeThere =
      error instanceof ForgeError &&
      (error.trouble === 'taken' || error.trouble === 'unclear');
    if (!mayBeThere) throw error;
    // The answer of a try before may have been lost: it looks again first.
    await attached();
  }
}
