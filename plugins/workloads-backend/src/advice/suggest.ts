import type {
  AdviceRow,
  FieldChange,
  PlannedSite,
  Suggestion,
} from '@astrolabe/plugin-workloads-common';

/** Of a change that is none of an amount, such as another model of GPU. */
const OTHER = 0.5;

/**
 * Those that can start now where the request itself, the first row, cannot. The
 * least change first; who changes more, and opens no other site, is left out.
 */
export function suggest([asked, ...others]: AdviceRow[]): Suggestion[] {
  const already = opens(asked).map(keyOf);
  const possible = others
    .map(({ changes, verifiedAt, ...row }) => ({
      changes,
      sites: opens(row).filter(site => !already.includes(keyOf(site))),
      verifiedAt,
    }))
    .filter(({ sites }) => sites.length > 0)
    .sort((one, other) => sizeOf(one.changes) - sizeOf(other.changes));
  return possible.filter(
    (each, index) =>
      !possible.slice(0, index).some(smaller => covers(smaller, each)),
  );
}

/** Where it can start now, if the quotas let it. */
function opens({ hasRoom, sites }: Pick<AdviceRow, 'hasRoom' | 'sites'>) {
  return hasRoom ? sites.filter(({ verdict }) => verdict === 'now') : [];
}

function covers(smaller: Suggestion, larger: Suggestion): boolean {
  const paths = larger.changes.map(({ path }) => path);
  const sites = larger.sites.map(keyOf);
  const open = smaller.sites.map(keyOf);
  return (
    smaller.changes.every(({ path }) => paths.includes(path)) &&
    sites.every(site => open.includes(site))
  );
}

/** How much is given up: the shares of what was asked, together. */
function sizeOf(changes: FieldChange[]): number {
  return changes
    .map(({ from, to }) =>
      typeof from === 'number' && typeof to === 'number'
        ? (from - to) / from
        : OTHER,
    )
    .reduce((total, share) => total + share, 0);
}

function keyOf({ engine, siteId }: PlannedSite): string {
  return `${engine} ${siteId}`;
}
