import { assetKinds, type AssetKind } from '@astrolabe/plugin-assets-common';
import {
  assetFields,
  type Demand,
  type KindMapping,
  type Mapping,
} from '../mapping';
import { profiles } from '../profiles';
import type { Profile } from '../types';

const intro = `# What becomes of each field

Made from the tables in [packages/profiles](../packages/profiles/README.md) by their tests
(\`npm test -- packages/profiles -u\`). What it is for is in [metadata.md](metadata.md).

Fields are those of [asset.schema.json](../schemas/asset.schema.json); an ai4-metadata file is migrated to them.
`;

/** docs/metadata-fields.md: each standard, and where each field of ours goes in it. */
export function fieldsPage(): string {
  return [intro, ...profiles.flatMap(sectionsOf)].join('\n');
}

function sectionsOf(profile: Profile): string[] {
  const groups = groupsOf(profile);
  const [[firstKinds, first], ...others] = groups;
  return [
    `## ${profile.title}\n`,
    `\`${profile.id}\`, as ${profile.formats
      .map(({ id }) => id)
      .join(' or ')}. [About it](${profile.iri})\n`,
    `### ${nameOf(firstKinds)}\n`,
    tableOf(linesOf(first.rows)),
    demandsOf(first.demands),
    ...others.flatMap(([kinds, mapping]) => [
      `### ${nameOf(kinds)}, where they differ\n`,
      tableOf(
        linesOf(mapping.rows).filter(
          line => !linesOf(first.rows).includes(line),
        ),
      ),
      demandsOf(mapping.demands),
    ]),
  ];
}

/** Kinds that have the same table, together. */
function groupsOf({ kinds }: Profile): [AssetKind[], KindMapping][] {
  const groups = new Map<KindMapping, AssetKind[]>();
  for (const { id } of assetKinds) {
    const mapping = kinds[id];
    if (mapping) groups.set(mapping, [...(groups.get(mapping) ?? []), id]);
  }
  return [...groups].map(([mapping, ids]) => [ids, mapping]);
}

function nameOf(kinds: AssetKind[]): string {
  const names = kinds.map(
    kind => assetKinds.find(({ id }) => id === kind)!.plural,
  );
  const text = names.join(' and ');
  return `${text[0].toUpperCase()}${text.slice(1)}`;
}

const schemaOrder = assetFields();

/** In the order of the schema. */
function linesOf(rows: Mapping): string[] {
  const place = (line: string) =>
    schemaOrder.findIndex(field => `${field}.`.startsWith(`${fieldIn(line)}.`));
  return linesIn(rows).sort((a, b) => place(a) - place(b));
}

function fieldIn(line: string): string {
  return line.split('`')[1];
}

function linesIn(rows: Mapping, above = '', place = ''): string[] {
  return rows.flatMap(({ from, to, excuse, rows: inner }) => {
    const field = `\`${above}${from}\``;
    if (!to) return [`| ${field} | – ${excuse} |`];
    const there = `${place}${to}`;
    if (!inner) return [`| ${field} | \`${there}\` |`];
    return linesIn(inner, `${above}${from}.`, `${there} › `);
  });
}

function tableOf(lines: string[]): string {
  return lines.length === 0
    ? ''
    : ['| field | there |', '| --- | --- |', ...lines, ''].join('\n');
}

function demandsOf(demands: readonly Demand[] = []): string {
  const lines = demands.map(({ to, from }) => {
    const fields = from.map(field => `\`${field}\``).join(' or ');
    return `- \`${to}\`${
      fields ? `: write ${fields}` : ', which no field says'
    }`;
  });
  return lines.length > 0 ? `It demands:\n\n${lines.join('\n')}\n` : '';
}
