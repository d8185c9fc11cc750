import { assetSchema } from '@astrolabe/plugin-assets-common';
import type { Mapping } from './types';

interface Schema {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  definitions?: Record<string, Schema>;
}

/** Every property of asset.schema.json, by its path: `links.sourceCode`. @public */
export function assetFields(): string[] {
  return fieldsIn(assetSchema as Schema);
}

/** What a mapping says nothing of. @public */
export function forgotten(rows: Mapping): string[] {
  return assetFields().filter(field => !isCovered(rows, field));
}

function isCovered(rows: Mapping, field: string): boolean {
  return rows.some(row => {
    const isIn = field.startsWith(`${row.from}.`);
    if (row.from === field) return true;
    if (!isIn) return false;
    // An excuse is for the whole group; a place is only for what is said of it.
    const rest = field.slice(row.from.length + 1);
    return row.excuse !== undefined || isCovered(row.rows ?? [], rest);
  });
}

function fieldsIn(schema: Schema): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const inner = resolved(property);
    const below = fieldsIn(inner.items ? resolved(inner.items) : inner);
    return below.length > 0 ? below.map(path => `${key}.${path}`) : [key];
  });
}

function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name ? (assetSchema as Schema).definitions![name] : schema;
}
