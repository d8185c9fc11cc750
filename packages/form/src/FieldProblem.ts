import {
  validateFormValues,
  type FormSchema,
  type FormValues,
} from '@astrolabe/plugin-workloads-common';
import type { ErrorSchema, RJSFSchema } from '@rjsf/utils';
import { explain, type Language } from './explain';
import { fieldAt } from './schema';

/** What is wrong with a field, whoever found it. @public */
export interface FieldProblem {
  path: (string | number)[];
  message: string;
}

/**
 * What the server would have against the values: the same function finds it.
 * One problem for a field, in the person's language where we have the words.
 */
export function validateForm(
  schema: object,
  values: FormValues,
  language: Language,
): FieldProblem[] {
  const seen = new Set<string>();
  return validateFormValues(schema as FormSchema, values)
    .filter(({ path }) => !seen.has(path) && seen.add(path))
    .map(({ path: dotted, message }) => {
      const path = toPath(dotted);
      const field = fieldAt(schema as RJSFSchema, path);
      const said = field && explain(field, valueAt(values, path), language);
      return { path, message: said ?? message };
    });
}

/** `options.labels.0` as `['options', 'labels', 0]`. */
export function toPath(dotted: string): FieldProblem['path'] {
  return dotted
    .split('.')
    .map(step => (/^\d+$/.test(step) ? Number(step) : step));
}

/** The value at a path, if there is one. */
export function valueAt(values: unknown, path: FieldProblem['path']): unknown {
  return path.reduce<unknown>(
    (at, step) => (at as Record<string, unknown> | undefined)?.[step],
    values,
  );
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
