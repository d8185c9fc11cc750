import {
  checkAsset,
  readText,
  type AssetCheck,
  type AssetProblem,
} from '@astrolabe/plugin-assets-common';
import { checkManifest } from '@astrolabe/plugin-workloads-common';

const MANIFEST = '/spec/manifest';

/** Checks a metadata file as the portal does, with the manifest that it may hold. */
export function checkFile(content: string): AssetCheck {
  const result = checkAsset(content);
  const problems = manifestProblems(content, result);
  return {
    ...result,
    valid: result.valid && problems.length === 0,
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
  return checkManifest(manifest, asset).map(problem => {
    const path = problem.path ? `/${problem.path.replaceAll('.', '/')}` : '';
    const pointer = `${MANIFEST}${path}`;
    const { message, allowed } = problem;
    return { severity: 'error', pointer, message, allowed, ...place(pointer) };
  });
}
