import type { EngineValue, WorkloadText } from '../generated/workload';

/** What stands between `${{` and `}}`. */
export interface Expression {
  /** `form`, `asset`, …, or one of the engine's. */
  root: string;
  /** The rest of the path. */
  path: string[];
  filter?: string;
}

/** A text of a manifest, cut at its expressions. */
export type TextPart = string | Expression;

const pattern = /\$\{\{(.*?)\}\}/gs;
const inner = /^\s*([A-Za-z]\w*)((?:\.[\w-]+)+)\s*(?:\|\s*(\w+)\s*)?$/;

/** Number to bytes: the only two things that an expression may do to a value. */
export const filters: Record<string, (value: unknown) => number> = {
  GiB: value => Math.round(Number(value) * 1024 ** 3),
  MiB: value => Math.round(Number(value) * 1024 ** 2),
};

/** Roots whose values only the engine knows, with the names they allow (any, if none). */
export const engineRoots: Record<string, readonly string[] | undefined> = {
  port: undefined,
  secret: undefined,
  endpointUrl: undefined,
  folder: ['work', 'environment', 'storage'],
  host: ['listen'],
};

/**
 * Cuts a text at its expressions.
 *
 * @throws Error when something in `${{ }}` is not an expression
 */
export function parseText(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(parseExpression(match[1], match[0]));
    end = match.index + match[0].length;
  }
  if (end < text.length || parts.length === 0) parts.push(text.slice(end));
  return parts;
}

function parseExpression(source: string, whole: string): Expression {
  const match = inner.exec(source);
  if (!match) throw new Error(`'${whole}' is not an expression`);
  const [, root, path, filter] = match;
  if (filter && !Object.hasOwn(filters, filter)) {
    throw new Error(
      `'${whole}' has the unknown filter '${filter}'; known are ${Object.keys(
        filters,
      ).join(', ')}`,
    );
  }
  return { root, path: path.slice(1).split('.'), filter };
}

/** Whether only the engine knows the value. */
export function isEngineExpression(expression: Expression): boolean {
  return Object.hasOwn(engineRoots, expression.root);
}

/** `port.api` as the workload's schema writes it. */
export function engineValue(expression: Expression): EngineValue {
  return { [expression.root]: expression.path.join('.') };
}

/** Joins parts, side by side strings into one; a single string stays a string. */
export function joinParts(parts: (string | EngineValue)[]): WorkloadText {
  const joined: (string | EngineValue)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') {
      joined[joined.length - 1] = last + part;
    } else {
      joined.push(part);
    }
  }
  if (joined.length === 0) return '';
  return joined.length === 1 && typeof joined[0] === 'string'
    ? joined[0]
    : { parts: joined };
}
