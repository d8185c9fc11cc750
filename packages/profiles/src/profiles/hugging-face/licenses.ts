import { spdxId } from '../../links';

/** Licences that the Hub has a name for: SPDX's, in small letters. */
const SAME = `
  afl-3.0 agpl-3.0 apache-2.0 artistic-2.0 bsd-2-clause bsd-3-clause
  bsd-3-clause-clear bsl-1.0 cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0
  cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0
  cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cc-by-nd-4.0 cc-by-sa-3.0
  cc-by-sa-4.0 cc0-1.0 cdla-permissive-1.0 cdla-permissive-2.0
  cdla-sharing-1.0 ecl-2.0 epl-1.0 epl-2.0 etalab-2.0 eupl-1.1 eupl-1.2
  gpl-2.0 gpl-3.0 isc lgpl-2.1 lgpl-3.0 lppl-1.3c mit mpl-2.0 ms-pl ncsa
  ofl-1.1 osl-3.0 postgresql unlicense wtfpl zlib
`
  .trim()
  .split(/\s+/);

/** Those that it calls otherwise. */
const others = new Map([
  ['c-uda-1.0', 'c-uda'],
  ['gfdl-1.1', 'gfdl'],
  ['gfdl-1.2', 'gfdl'],
  ['gfdl-1.3', 'gfdl'],
  ['odbl-1.0', 'odbl'],
  ['odc-by-1.0', 'odc-by'],
  ['pddl-1.0', 'pddl'],
]);

const names = new Map([...SAME.map(name => [name, name] as const), ...others]);

/** The Hub's name of a licence: it knows `gpl-3.0`, and not who may choose a later one. */
export function hubLicense(text: string): string | undefined {
  const id = spdxId(text)?.toLowerCase() ?? '';
  return names.get(id) ?? names.get(id.replace(/-(only|or-later)$/, ''));
}

const sameAsOurs = new Set(SAME);

/** SPDX's identifier of a licence by the Hub's name; undefined for those that are several. */
export function spdxOf(name: string): string | undefined {
  if (sameAsOurs.has(name)) return spdxId(name);
  const [ours, more] = [...others].filter(([, theirs]) => theirs === name);
  return ours && !more ? spdxId(ours[0]) : undefined;
}
