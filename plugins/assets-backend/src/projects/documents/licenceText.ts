import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

const NOTICE = /^Copyright \(c\) <year>/;

/**
 * The text of a licence of SPDX. Its notice is filled in where it has one;
 * elsewhere in it, such places are for those who use the text.
 */
export function licenceText(content: {
  /** SPDX identifier. */
  licence: string;
  year: string;
  holders: string;
}): string {
  const { licence, year, holders } = content;
  const file = resolvePackagePath(
    'spdx-license-list',
    'licenses',
    `${licence}.json`,
  );
  const { licenseText } = JSON.parse(readFileSync(file, 'utf8'));
  const values: Record<string, string> = { year };
  const fill = (part: string) =>
    part.replace(/<([\w ]+)>/g, (_, what) => values[what] ?? holders);
  const parts: string[] = licenseText.trim().split('\n\n');
  return `${parts
    .map(part => (NOTICE.test(part) ? fill(part) : part).trimEnd())
    .join('\n\n')}\n`;
}
