import { IMAGE_SBOM, SBOM } from '../../checks/RunStore';
import { checkedCommits } from './checkedCommits';
import type { Making } from './types';

const SIGNED = 'image-signature.json';

/** What belongs to a version beside its files, each a small text. */
export interface Piece {
  name: string;
  text: string;
}

/** What checks have kept of its commit, and the signature of its image. */
export async function piecesOf(making: Making): Promise<Piece[]> {
  const { facts, kept } = making;
  const commits = await checkedCommits(making);
  const found = await Promise.all(
    [SBOM, IMAGE_SBOM].map(async name => {
      const text = await kept(name, commits);
      return text === undefined ? [] : [{ name, text }];
    }),
  );
  const [signed] = facts.image?.signatures ?? [];
  return [
    ...found.flat(),
    ...(signed
      ? [
          { name: SIGNED, text: signed.payload },
          { name: `${SIGNED}.sig`, text: signed.signature },
        ]
      : []),
  ];
}
