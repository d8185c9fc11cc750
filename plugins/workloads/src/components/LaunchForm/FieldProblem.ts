import type { FormValues } from '@astrolabe/plugin-workloads-common';
import type { ErrorSchema, RJSFSchema } from '@rjsf/utils';
import { customizeValidator } from '@rjsf/validator-ajv8';
import type { Translate } from '../../hooks/useTranslate';
import { fieldAt } from './schema';

/** What is wrong with a field, whoever found it. */
export interface FieldProblem {
  path: (string | number)[];
  message: string;
}

interface AjvProblem {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}

/** Reads the schema as the server does: all problems, unknown `x-` keywords let through. */
export const launchValidator = customizeValidator({
  ajvOptionsOverrides: {
    allErrors: true,
    strict: false,
    multipleOfPrecision: 8,
  },
});

/** What each keyword of JSON Schema says when it is not met. */
const sentences: Record<
  string,
  (t: Translate, params: Record<string, unknown>, unit: string) => string
> = {
  required: t => t('problem.required'),
  type: (t, { type }) => t('problem.type', { type: String(type) }),
  minimum: (t, p, unit) => t('problem.minimum', limitOf(p, unit)),
  maximum: (t, p, unit) => t('problem.maximum', limitOf(p, unit)),
  exclusiveMinimum: (t, p, unit) =>
    t('problem.exclusiveMinimum', limitOf(p, unit)),
  exclusiveMaximum: (t, p, unit) =>
    t('problem.exclusiveMaximum', limitOf(p, unit)),
  minLength: (t, p) => t('problem.minLength', limitOf(p)),
  maxLength: (t, p) => t('problem.maxLength', limitOf(p)),
  minItems: (t, p) => t('problem.minItems', limitOf(p)),
  maxItems: (t, p) => t('problem.maxItems', limitOf(p)),
  uniqueItems: t => t('problem.uniqueItems'),
  enum: (t, { allowedValues }) =>
    t('problem.enum', { allowed: (allowedValues as unknown[]).join(', ') }),
  pattern: (t, { pattern }) =>
    t('problem.pattern', { pattern: String(pattern) }),
  multipleOf: (t, { multipleOf }, unit) =>
    t('problem.multipleOf', { step: String(multipleOf), unit }),
  format: (t, { format }) => t('problem.format', { format: String(format) }),
};

function limitOf({ limit }: Record<string, unknown>, unit = '') {
  return { limit: String(limit), unit };
}

/** What the schema has against the values, one problem for a field, in the person's language. */
export function validateLaunch(
  schema: RJSFSchema,
  values: FormValues,
  t: Translate,
): FieldProblem[] {
  const { errors = [] } = launchValidator.rawValidation<AjvProblem>(
    schema,
    values,
  );
  const seen = new Set<string>();
  return errors
    .map(problem => describe(problem, schema, t))
    .filter(({ path }) => {
      const key = path.join('.');
      return !seen.has(key) && seen.add(key);
    });
}

function describe(
  problem: AjvProblem,
  schema: RJSFSchema,
  t: Translate,
): FieldProblem {
  const { missingProperty } = problem.params;
  const path = [
    ...pointerPath(problem.instancePath),
    ...(typeof missingProperty === 'string' ? [missingProperty] : []),
  ];
  const unit = fieldAt(schema, path)?.['x-unit'] ?? '';
  const sentence = sentences[problem.keyword]?.(t, problem.params, unit);
  return {
    path,
    // Without a unit, its place leaves a space before the full stop.
    message: sentence?.replace(/ \.$/, '.') ?? problem.message ?? '',
  };
}

/** `/general/labels/0` as `['general', 'labels', 0]`. */
export function pointerPath(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(step => (/^\d+$/.test(step) ? Number(step) : step));
}

/** The problems in the tree that the form wants. */
export function toErrorSchema(problems: readonly FieldProblem[]): ErrorSchema {
  const root: ErrorSchema = {};
  for (const { path, message } of problems) {
    let at = root as Record<string, unknown>;
    for (const step of path) {
      at[step] ??= {};
      at = at[step] as Record<string, unknown>;
    }
    at.__errors = [...((at.__errors as string[] | undefined) ?? []), message];
  }
  return root;
}
