import {
  completeness,
  formatOf,
  kindOf,
  readText,
  type AssetCheck,
  type Completeness,
} from '@astrolabe/plugin-assets-common';

/** How much a file says of what others look for, if it says what it is. */
export function completenessOf(
  content: string,
  { spec, format }: AssetCheck,
): Completeness | undefined {
  if (!spec) return undefined;
  return completeness(spec, {
    kind: kindOf(readText(content).value),
    format: formatOf(format),
  });
}
