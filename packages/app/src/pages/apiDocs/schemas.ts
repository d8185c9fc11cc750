import { lookUp, type ApiDocument, type Schema } from './openapi';

/** Deeper than this, only the name of a type is shown. */
const DEPTH = 3;

/** A line of a schema as people read it. */
export interface SchemaLine {
  /** `origin.source`, `items[].name`. */
  path: string;
  type: string;
  required: boolean;
  description?: string;
}

/** The fields of a schema, one line each. */
export function schemaLines(
  document: ApiDocument,
  schema: Schema,
  at: { path: string; depth: number } = { path: '', depth: 0 },
): SchemaLine[] {
  const { properties = {}, required = [] } = merged(document, schema);
  return Object.entries(properties).flatMap(([name, property]) => {
    const path = at.path ? `${at.path}.${name}` : name;
    const field = merged(document, property);
    const line = {
      path,
      type: typeName(document, property),
      required: required.includes(name),
      description: property.description ?? field.description,
    };
    if (at.depth + 1 >= DEPTH) return [line];
    const inner = field.items
      ? schemaLines(document, field.items, {
          path: `${path}[]`,
          depth: at.depth + 1,
        })
      : schemaLines(document, field, { path, depth: at.depth + 1 });
    return [line, ...inner];
  });
}

/** `string`, `integer`, `"a" | "b"`, `Asset[]`. */
export function typeName(document: ApiDocument, schema: Schema): string {
  const name = schema.$ref?.split('/').at(-1);
  const { type, items, enum: choices, format } = merged(document, schema);
  if (choices) return choices.map(choice => JSON.stringify(choice)).join(' | ');
  if (items) return `${typeName(document, items)}[]`;
  if (name) return name;
  const plain = Array.isArray(type) ? type.join(' | ') : type;
  return [plain ?? 'any', format && `(${format})`].filter(Boolean).join(' ');
}

/** A value that the schema allows, with what it requires and no more. */
export function exampleOf(
  document: ApiDocument,
  schema: Schema,
  depth = 0,
): unknown {
  const whole = merged(document, schema);
  if (whole.default !== undefined) return whole.default;
  if (whole.const !== undefined) return whole.const;
  if (whole.enum) return whole.enum[0];
  const type = Array.isArray(whole.type) ? whole.type[0] : whole.type;
  if (type === 'array') return [];
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return true;
  if (type === 'string') return '…';
  if (depth >= DEPTH) return {};
  return Object.fromEntries(
    (whole.required ?? []).map(name => [
      name,
      exampleOf(document, whole.properties?.[name] ?? {}, depth + 1),
    ]),
  );
}

function merged(document: ApiDocument, given: Schema): Schema {
  const schema = lookUp<Schema>(document, given as Schema);
  if (!schema.allOf) return schema;
  const parts = schema.allOf.map(part => merged(document, part));
  return {
    ...schema,
    type: 'object',
    properties: Object.assign({}, ...parts.map(part => part.properties)),
    required: parts.flatMap(part => part.required ?? []),
  };
}
