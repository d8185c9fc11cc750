import { manifestSchema, type Manifest } from '../generated/manifest';
import { createAjv, pathOf } from './ajv';
import {
  engineRoots,
  isEngineExpression,
  parseText,
  type Expression,
} from './expression';
import { formDefaults } from './formDefaults';
import { pickVariant } from './variants';
import { ManifestError, renderManifest } from './render';
import { validateFormValues, type FormSchema } from './validateFormValues';

/** What is wrong with a manifest, and where. @public */
export interface ManifestProblem {
  path: string;
  message: string;
  allowed?: string[];
}

const contextRoots = ['form', 'asset', 'user', 'community'];
const userFields = ['name', 'ref'];

/**
 * Everything that a manifest's author has to mend; nothing, when it can be
 * launched. `asset` is the asset that it belongs to.
 *
 * @public
 */
export function checkManifest(
  manifest: unknown,
  asset: object = {},
): ManifestProblem[] {
  const shape = checkShape(manifest);
  if (shape.length > 0) return shape;
  const known = manifest as Manifest;
  const variants = Object.keys(known.variants ?? {}).flatMap(name =>
    checkOne(pickVariant(known, name)!, asset).map(problem => ({
      ...problem,
      path: `variants.${name}.${problem.path}`,
    })),
  );
  return [...checkOne(known, asset), ...variants];
}

function checkOne(known: Manifest, asset: object): ManifestProblem[] {
  const form = known.form as FormSchema;
  const problems = [
    ...checkForm(form),
    ...checkNode(known.workload, 'workload', {
      form,
      workload: known.workload,
    }),
  ];
  return problems.length > 0 ? problems : checkRendered(known, asset);
}

function checkShape(manifest: unknown): ManifestProblem[] {
  const validate = createAjv().compile(manifestSchema);
  const isValid: boolean = validate(manifest);
  if (isValid) return [];
  return validate.errors!.map(error => ({
    path: pathOf(error),
    message: error.message ?? error.keyword,
  }));
}

function checkForm(form: FormSchema): ManifestProblem[] {
  const ajv = createAjv();
  if (ajv.validateSchema(form)) return [];
  return ajv.errors!.map(error => ({
    path: ['form', pathOf(error)].filter(Boolean).join('.'),
    message: error.message ?? error.keyword,
  }));
}

interface Scope {
  form: FormSchema;
  workload: object;
}

function checkNode(
  node: unknown,
  path: string,
  scope: Scope,
): ManifestProblem[] {
  if (typeof node === 'string') return checkText(node, path, scope);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => {
    if (key === '$if' && typeof child === 'object' && child !== null) {
      const [root, ...rest] = String(child.path).split('.');
      return checkExpression({ root, path: rest }, `${path}.$if`, scope);
    }
    return checkNode(child, `${path}.${key}`, scope);
  });
}

function checkText(text: string, path: string, scope: Scope) {
  try {
    return parseText(text).flatMap(part =>
      typeof part === 'string' ? [] : checkExpression(part, path, scope),
    );
  } catch (error) {
    return [{ path, message: (error as Error).message }];
  }
}

function checkExpression(
  expression: Expression,
  path: string,
  scope: Scope,
): ManifestProblem[] {
  const name = expression.path.join('.');
  const source = `${expression.root}.${name}`;
  const refuse = (allowed: readonly string[]): ManifestProblem[] =>
    allowed.includes(name)
      ? []
      : [
          {
            path,
            message: `'${source}' is not known; ${expression.root} has ${
              allowed.join(', ') || 'nothing'
            }`,
            allowed: [...allowed],
          },
        ];
  if (isEngineExpression(expression)) {
    return refuse(
      engineRoots[expression.root] ?? namesIn(scope, expression.root),
    );
  }
  if (expression.root === 'form') return refuse(fieldsOf(scope.form));
  if (expression.root === 'user') return refuse(userFields);
  if (contextRoots.includes(expression.root)) return [];
  const allowed = [...contextRoots, ...Object.keys(engineRoots)];
  return [
    {
      path,
      message: `'${source}' begins with none of ${allowed.join(', ')}`,
      allowed,
    },
  ];
}

function fieldsOf(form: FormSchema): string[] {
  return Object.entries(form.properties).flatMap(
    ([group, { properties = {} }]) =>
      Object.keys(properties).map(field => `${group}.${field}`),
  );
}

/** Names of ports, secrets or endpoints that the workload declares. */
function namesIn(scope: Scope, root: string): string[] {
  const workload = scope.workload as {
    tasks?: { ports?: { name: string }[] }[];
    secrets?: { name: string }[];
    endpoints?: { name: string }[];
  };
  const named = {
    port: (workload.tasks ?? []).flatMap(task => task.ports ?? []),
    secret: workload.secrets ?? [],
    endpointUrl: workload.endpoints ?? [],
  }[root];
  return (named ?? []).map(({ name }) => name);
}

/** What a person who changes nothing would launch has to be valid. */
function checkRendered(manifest: Manifest, asset: object): ManifestProblem[] {
  const form = formDefaults(manifest.form as FormSchema);
  // A field without a default has to be filled in first; then this says nothing.
  if (validateFormValues(manifest.form as FormSchema, form).length > 0)
    return [];
  try {
    renderManifest(manifest, {
      form,
      asset,
      user: { name: 'somebody', ref: 'user:default/somebody' },
    });
    return [];
  } catch (error) {
    if (error instanceof ManifestError) {
      return error.problems.map(problem => ({
        ...problem,
        path: ['workload', problem.path].filter(Boolean).join('.'),
      }));
    }
    throw error;
  }
}
