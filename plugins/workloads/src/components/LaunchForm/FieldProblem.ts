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
  const field = fieldAt(schema, path);
  return {
    path,
    message: messageOf(problem, { field, t }) ?? problem.message ?? '',
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

function messageOf(
  { keyword, params }: AjvProblem,
  { field, t }: { field: ReturnType<typeof fieldAt>; t: Translate },
): string | undefined {
  const unit = field?.['x-unit'] ?? '';
  const limit = String(params.limit);
  switch (keyword) {
    case 'required':
      return t('problem.required');
    case 'type':
      return t('problem.type', { type: String(params.type) });
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return t(`problem.${keyword}`, { limit, unit }).replace(/ \.$/, '.');
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'maxItems':
      return t(`problem.${keyword}`, { limit });
    case 'uniqueItems':
      return t('problem.uniqueItems');
    case 'enum': {
      const allowed = (params.allowedValues as unknown[]).map(String);
      return t('problem.enum', { allowed: allowed.join(', ') });
    }
    case 'pattern':
      return t('problem.pattern', { pattern: String(params.pattern) });
    case 'multipleOf': {
      const step = String(params.multipleOf);
      return t('problem.multipleOf', { step, unit }).replace(/ \.$/, '.');
    }
    case 'format':
      return t('problem.format', { format: String(params.format) });
    default:
      return undefined;
  }
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
