import {
  checkAsset,
  completeness,
  formatOf,
  kindOf,
  readText,
  type AssetCheck,
  type AssetProblem,
  type Completeness,
} from '@astrolabe/plugin-assets-common';
import { reviewManifest } from '@astrolabe/plugin-workloads-common';

const MANIFEST = '/spec/manifest';

/** Checks a metadata file as the portal does, with the manifest that it may hold. */
export function checkFile(content: string): AssetCheck {
  const result = checkAsset(content);
  const problems = manifestProblems(content, result);
  return {
    ...result,
    valid: result.valid && !problems.some(p => p.severity === 'error'),
    problems: [...result.problems, ...problems],
  };
}

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

function manifestProblems(
  content: string,
  { spec }: AssetCheck,
): AssetProblem[] {
  if (typeof spec?.manifest !== 'object') return [];
  const { manifest, ...asset } = spec;
  const { place } = readText(content);
  return reviewManifest(manifest, asset).map(({ path, ...said }) => {
    const pointer = `${MANIFEST}${path ? `/${path.replaceAll('.', '/')}` : ''}`;
    return { ...said, pointer, ...place(pointer) };
  });
}
