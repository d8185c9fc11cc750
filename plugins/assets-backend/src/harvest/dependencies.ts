import type { AssetDependency } from '@astrolabe/plugin-assets-common';
import { listOf, mapOf, wordsOf } from './values';

/** More are not kept: see asset.schema.json. */
const MOST = 500;

/** No requirement is longer, and none is tried that is: files are anybody's. */
const LONGEST = 500;
/** A requirement as PEP 508 writes it: a name, extras, and what is allowed. */
const REQUIREMENT =
  /^([A-Za-z0-9][\w.-]*) ?(?:\[[^\]]*\])? ?(?:\(([^)]*)\)|([~=!<>].*))?$/;

/** A requirement of a project; undefined for options, addresses and comments. */
export function dependencyOf(line: string): AssetDependency | undefined {
  if (line.length > LONGEST) return undefined;
  const [said] = line
    .replace(/\s+/g, ' ')
    .trim()
    .split(/[;#]| --/, 1);
  const [, name, inBrackets, bare] = REQUIREMENT.exec(said.trim()) ?? [];
  if (!name) return undefined;
  const allowed = (inBrackets ?? bare ?? '').trim();
  const [, exact] = /^===? ?([A-Za-z0-9.+!_-]+)$/.exec(allowed) ?? [];
  const version = exact ?? allowed;
  return {
    name,
    ...(version ? { version } : {}),
    purl: `pkg:pypi/${canonical(name)}${
      exact ? `@${encodeURIComponent(exact)}` : ''
    }`,
  };
}

/** As PyPI has it. */
function canonical(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** Libraries of a bill of materials of CycloneDX. */
export function dependenciesIn(sbom: string): AssetDependency[] {
  const { components } = mapOf(JSON.parse(sbom));
  const found = listOf(components).flatMap(component => {
    const { type, name, version, purl } = mapOf(component);
    const said = wordsOf(name);
    if (type !== 'library' || !said) return [];
    return [
      {
        name: said,
        ...(wordsOf(version) ? { version: wordsOf(version) } : {}),
        ...(wordsOf(purl) ? { purl: wordsOf(purl) } : {}),
      },
    ];
  });
  return found.slice(0, MOST);
}
