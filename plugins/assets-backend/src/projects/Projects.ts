import {
  assetCreatePermission,
  assetReadPermission,
  type Project,
  type ProjectTemplateInfo,
  type ProjectWish,
} from '@astrolabe/plugin-assets-common';
import {
  formDefaults,
  validateFormValues,
  type FormProblem,
  type FormValues,
} from '@astrolabe/plugin-workloads-common';
import { withAdvice, type Authorizer } from '@astrolabe/http';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CallerOptions } from '../service/types';
import { reviewed } from './reviewed';
import type { ProjectMaker } from './types';

/** Projects of templates: what each asks, and the files it makes. Nothing is kept. */
export class Projects {
  readonly #templates: readonly ProjectMaker[];
  readonly #authorizer: Authorizer;

  constructor(parts: {
    templates: readonly ProjectMaker[];
    authorizer: Authorizer;
  }) {
    this.#templates = parts.templates;
    this.#authorizer = parts.authorizer;
  }

  async list(options: CallerOptions): Promise<ProjectTemplateInfo[]> {
    await this.#authorizer.require(assetReadPermission, options.credentials);
    // Whoever looks has what failed tried again, and waits for nothing.
    const missing = this.#templates.filter(({ whyNot }) => whyNot);
    for (const each of missing) each.ready().catch(() => {});
    return this.#templates.map(
      ({ id, title, description, translations, form, whyNot }) => ({
        ...{ id, title, description, translations, whyNot },
        schema: form,
        defaults: formDefaults(form),
      }),
    );
  }

  /**
   * @throws NotFoundError without such a template
   * @throws InputError with what is wrong with each field
   */
  async make(
    asked: ProjectWish & {
      /** Where its repository will be, where that is known. */
      ownerUrl?: string;
    },
    options: CallerOptions,
  ): Promise<Project> {
    await this.#authorizer.require(assetCreatePermission, options.credentials);
    const template = this.#templates.find(({ id }) => id === asked.template);
    if (!template) throw this.#unknown(asked.template);
    await template.ready();
    const given = withDefaults(template, asked.values);
    const values = withOwner(template, given, asked.ownerUrl);
    const problems = problemsOf(template, values);
    if (problems.length > 0) throw refusedValues(problems);
    const made = await template.make(values, { by: callerOf(options) });
    return reviewed(made, asked.mend);
  }

  #unknown(id: string): Error {
    const ids = this.#templates.map(template => template.id);
    return withAdvice(new NotFoundError(`There is no template '${id}'`), {
      code: 'TEMPLATE_NOT_FOUND',
      nextStep: `Take one of: ${ids.join(', ')}`,
    });
  }
}

/** A person, or a service that asks for itself. */
function callerOf({ credentials }: CallerOptions): string {
  const { userEntityRef, subject } = credentials.principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return userEntityRef ?? subject ?? '';
}

/** A program leaves out what it wants as it is. */
function withDefaults({ form }: ProjectMaker, values: FormValues): FormValues {
  const groups = Object.entries(formDefaults(form)).map(([group, defaults]) => [
    group,
    { ...defaults, ...values[group] },
  ]);
  return { ...values, ...Object.fromEntries(groups) };
}

/** Instead of what was typed, in a template that asks for it. */
function withOwner(
  { form }: ProjectMaker,
  values: FormValues,
  ownerUrl: string | undefined,
): FormValues {
  const isAsked = form.properties.people?.properties?.owner !== undefined;
  if (!ownerUrl || !isAsked) return values;
  return { ...values, people: { ...values.people, owner: ownerUrl } };
}

function problemsOf(template: ProjectMaker, values: FormValues): FormProblem[] {
  const found = validateFormValues(template.form, values);
  if (found.length > 0) return found;
  const unwritable = unwritableIn(template, values);
  return unwritable.length > 0 ? unwritable : template.problems(values);
}

function unwritableIn(
  { form }: ProjectMaker,
  values: FormValues,
): FormProblem[] {
  return Object.entries(values).flatMap(([group, fields]) =>
    Object.entries(fields)
      .filter(([, value]) => [value].flat().some(isUnwritable))
      .map(([field]) => ({
        path: `${group}.${field}`,
        message: `${
          form.properties[group].properties?.[field]?.title ?? field
        } must hold no control characters, and no half of a character`,
      })),
  );
}

/** What readers of YAML, TOML or text take for the end of a line, or for nothing at all. */
function isUnwritable(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/u.test(
      value.replace(/[\r\n\t]/g, ''),
    )
  );
}

function refusedValues(problems: FormProblem[]): Error {
  return withAdvice(
    new InputError(problems.map(({ message }) => message).join('; ')),
    {
      code: 'PROJECT_INVALID',
      cause: problems.map(({ path }) => path).join(', '),
      nextStep: 'Change the fields that are named and try again',
      problems,
    },
  );
}
