import {
  checkAsset,
  OWN_FORMAT,
  type AssetCheck,
} from '@astrolabe/plugin-assets-common';
import { nameProblems } from '../ingest/nameProblems';
import { metadataInvalid } from './changeProblems';
import type { RepositoryKind } from './kinds';
import { LARGEST } from './Rereader';

/**
 * By the one validator. A module's file in our own format would name owners and
 * manifests; a tool's is not listened to there.
 *
 * @param of.where the file, for people
 * @param of.name what it is called here, where its file says that, too
 * @param how - what to do about what the validator finds; no mend makes one shorter, or of
 * another format
 * @throws InputError with the line and column of each problem
 */
export function checkMetadata(
  content: string,
  of: { kind: RepositoryKind; where: string; name?: string },
  how?: Parameters<typeof metadataInvalid>[2],
): AssetCheck {
  const { kind, where, name } = of;
  const whole = { pointer: '', severity: 'error' as const, line: 1, column: 1 };
  if (content.length > LARGEST) {
    const message = `It is longer than ${LARGEST} characters.`;
    throw metadataInvalid(where, [{ ...whole, message }]);
  }
  const check = checkAsset(content, kind.id);
  if ((check.format === OWN_FORMAT) !== kind.isOwnFormat) {
    const message = `It is not in ${kind.format}.`;
    throw metadataInvalid(where, [{ ...whole, message }]);
  }
  const errors = [
    ...check.problems,
    ...(name && kind.isOwnFormat ? nameProblems({ content, name }) : []),
  ].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw metadataInvalid(where, errors, how);
  return check;
}
