import type { EngineValue, WorkloadSpec } from '../generated/workload';
import type { Manifest } from '../generated/manifest';
import type { FormValues } from '../launch';
import {
  engineValue,
  filters,
  isEngineExpression,
  joinParts,
  parseText,
  type Expression,
} from './expression';
import { validateWorkloadSpec, type SpecProblem } from './validateWorkloadSpec';

/** What expressions may speak of. @public */
export interface RenderContext {
  form: FormValues;
  /** The asset's description (`AssetSpec`). */
  asset: object;
  user: { name: string; ref: string };
  community?: object;
}

/** A manifest that gives no valid workload: a fault of its author. @public */
export class ManifestError extends Error {
  readonly problems: SpecProblem[];

  constructor(problems: SpecProblem[]) {
    const said = problems.map(p => `${p.path || 'workload'}: ${p.message}`);
    super(`The manifest gives no valid workload: ${said.join('; ')}`);
    this.name = 'ManifestError';
    this.problems = problems;
  }
}

/** Stands for what is left out. */
const absent = Symbol('absent');

/**
 * Makes the workload: expressions of the manifest's tree are replaced by
 * values, which are never looked into. Nothing that a person typed can become
 * anything but a leaf.
 *
 * @throws ManifestError when the result is no valid workload
 * @public
 */
export function renderManifest(
  manifest: Manifest,
  context: RenderContext,
): WorkloadSpec {
  const spec = renderNode(manifest.workload, context);
  const problems = validateWorkloadSpec(spec);
  if (problems.length > 0) throw new ManifestError(problems);
  const ours = platformsOwn(spec as WorkloadSpec);
  if (ours.length > 0) throw new ManifestError(ours);
  return spec as WorkloadSpec;
}

/**
 * What the platform alone may say: whoever writes a manifest would get at the
 * storages of those who launch it.
 */
function platformsOwn({ secrets = [], tasks }: WorkloadSpec): SpecProblem[] {
  const message = 'is for the platform alone: take `storage`';
  return [
    ...secrets.flatMap((secret, index) =>
      (['account', 'ownerRef', 'ofPortal'] as const)
        .filter(key => secret[key] !== undefined)
        .map(key => ({ path: `secrets.${index}.${key}`, message })),
    ),
    ...tasks.flatMap((task, index) =>
      (['purpose', 'mounts'] as const)
        .filter(key => task[key] !== undefined)
        .map(key => ({ path: `tasks.${index}.${key}`, message })),
    ),
  ];
}

/**
 * Any tree with its expressions replaced by values of the context, which are
 * never looked into. What depends on a value that is not there is left out.
 *
 * @public
 */
export function renderTree(node: unknown, context: object): unknown {
  const rendered = renderNode(node, context);
  return rendered === absent ? undefined : rendered;
}

function renderNode(node: unknown, context: object): unknown {
  if (typeof node === 'string') return renderText(node, context);
  if (Array.isArray(node)) {
    return node
      .map(child => renderNode(child, context))
      .filter(child => child !== absent);
  }
  if (typeof node === 'object' && node !== null) {
    return renderObject(node as Record<string, unknown>, context);
  }
  return node;
}

function renderObject(node: Record<string, unknown>, context: object): unknown {
  const { $if: condition, ...rest } = node;
  if (condition !== undefined && !holds(condition, context)) return absent;
  const entries = Object.entries(rest)
    .map(([key, child]) => [key, renderNode(child, context)] as const)
    .filter(([, child]) => child !== absent);
  return Object.fromEntries(entries);
}

/** `${{ form.a.b }}`, or `{ path: form.a.b, equals: x }`. */
function holds(condition: unknown, context: object): boolean {
  if (typeof condition === 'string') {
    const value = renderText(condition, context);
    return value !== absent && Boolean(value);
  }
  const { path, equals } = condition as { path: string; equals: unknown };
  return valueAt(path.split('.'), context) === equals;
}

/** One expression alone keeps its type; among text it becomes text. */
function renderText(text: string, context: object): unknown {
  const parts = parseText(text);
  const [first] = parts;
  if (
    parts.length === 1 &&
    typeof first !== 'string' &&
    !isEngineExpression(first)
  ) {
    const value = evaluate(first, context);
    return value === undefined ? absent : value;
  }
  return joinParts(
    parts.map((part): string | EngineValue => {
      if (typeof part === 'string') return part;
      if (isEngineExpression(part)) return engineValue(part);
      return String(evaluate(part, context) ?? '');
    }),
  );
}

function evaluate(expression: Expression, context: object): unknown {
  const value = valueAt([expression.root, ...expression.path], context);
  if (value === undefined || !expression.filter) return value;
  return filters[expression.filter](value);
}

/** Own properties only: `form.constructor` is nothing. */
function valueAt(path: string[], context: object): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined,
    context,
  );
}
