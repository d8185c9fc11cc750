import { checkAsset, OWN_FORMAT } from '@astrolabe/plugin-assets-common';
import { metadataInvalid } from './changeProblems';
import { LARGEST } from './Rereader';

/**
 * By the one validator. A file in our own format would name owners and manifests.
 *
 * @throws InputError with the line and column of each problem
 */
export function checkMetadata(
  content: string,
  where: string,
  how?: Parameters<typeof metadataInvalid>[2],
): void {
  const whole = { pointer: '', severity: 'error' as const, line: 1, column: 1 };
  if (content.length > LARGEST) {
    const message = `It is longer than ${LARGEST} characters.`;
    throw metadataInvalid(where, [{ ...whole, message }], how);
  }
  const check = checkAsset(content, 'module');
  if (check.format === OWN_FORMAT) {
    const message = 'It is not in a published format of AI4.';
    throw metadataInvalid(where, [{ ...whole, message }], how);
  }
  const errors = check.problems.filter(({ severity }) => severity === 'error');
  if (!check.valid) throw metadataInvalid(where, errors, how);
}
