/** The parts of an OpenAPI document that the pages show. */
export interface ApiDocument {
  info: { title: string; version?: string; description?: string };
  paths: Record<string, Record<string, RawOperation | undefined>>;
  components?: Record<string, Record<string, unknown>>;
}

interface RawOperation {
  summary?: string;
  description?: string;
  operationId?: string;
  parameters?: (Parameter | Ref)[];
  requestBody?: Content | Ref;
  responses?: Record<string, (Content & { description?: string }) | Ref>;
}

interface Ref {
  $ref: string;
}

interface Content {
  content?: Record<string, { schema?: Schema }>;
}

/** JSON Schema, as far as it is drawn. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  allOf?: Schema[];
  additionalProperties?: boolean | Schema;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

/** A body in one format. */
export interface Body {
  mediaType: string;
  schema: Schema;
}

/** One route of an API, with nothing left to look up but schemas. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  description?: string;
  parameters: Parameter[];
  body?: Body;
  answers: { status: string; description?: string; body?: Body }[];
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Every route of a document, in its order. */
export function operationsOf(document: ApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap(method => {
      const raw = item[method];
      return raw ? [operation(document, { method, path, raw })] : [];
    }),
  );
}

function operation(
  document: ApiDocument,
  found: { method: string; path: string; raw: RawOperation },
): Operation {
  const { method, path, raw } = found;
  return {
    id: raw.operationId ?? `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    summary: raw.summary ?? raw.operationId ?? '',
    description: raw.description,
    parameters: (raw.parameters ?? []).map(p => lookUp(document, p)),
    body: bodyOf(raw.requestBody && lookUp(document, raw.requestBody)),
    answers: Object.entries(raw.responses ?? {}).map(([status, given]) => {
      const response = lookUp(document, given);
      return {
        status,
        description: response.description,
        body: bodyOf(response),
      };
    }),
  };
}

function bodyOf(given: Content | undefined): Body | undefined {
  const [mediaType, media] = Object.entries(given?.content ?? {})[0] ?? [];
  return mediaType ? { mediaType, schema: media?.schema ?? {} } : undefined;
}

/** What a reference inside the document names; the thing itself if it is none. */
export function lookUp<T extends object>(
  document: ApiDocument,
  given: T | Ref,
): T {
  if (!('$ref' in given) || typeof given.$ref !== 'string') return given as T;
  const found = given.$ref
    .replace(/^#\//, '')
    .split('/')
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce<unknown>(
      (node, part) => (node as Record<string, unknown> | undefined)?.[part],
      document,
    );
  return (found ?? {}) as T;
}
