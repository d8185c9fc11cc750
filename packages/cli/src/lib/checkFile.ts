import {
  checkAsset,
  readText,
  type AssetCheck,
  type AssetProblem,
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
