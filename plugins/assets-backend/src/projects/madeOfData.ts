import type {
  FormProblem,
  FormValues,
} from '@astrolabe/plugin-workloads-common';
import { fieldAt } from './fieldAt';
import { chosenOf, makeProject } from './makeProject';
import type { ProjectChecks, ProjectMaker, ProjectTemplate } from './types';

const NAME = 'module.name';

/** Who has names of their own, in words; in the order of `templates/taken`. */
const owners: Record<string, string> = {
  portal: 'the portal',
  python: 'Python',
};

/**
 * A template whose projects are written by us.
 *
 * @throws Error when it names a check that there is not
 */
export function madeOfData(
  template: ProjectTemplate,
  checks: ProjectChecks,
): ProjectMaker {
  const { id, title, description, translations, form, check } = template;
  if (check !== undefined && !Object.hasOwn(checks, check)) {
    const known = Object.keys(checks).join(', ');
    throw new Error(`'${id}' names the check '${check}'; there are ${known}`);
  }
  return {
    ...{ id, title, description, translations, form },
    ready: async () => {},
    problems: values => [
      ...takenName(template, values),
      ...unmetNeeds(template, values),
      ...faults(template, checks, values),
    ],
    make: async values => makeProject(template, values, new Date()),
  };
}

function takenName(
  { taken }: ProjectTemplate,
  values: FormValues,
): FormProblem[] {
  const name = String(values.module.name);
  if (!taken.names.has(name)) return [];
  return [
    {
      path: NAME,
      message: `'${name}' is the name of something that ${
        owners[taken.by] ?? taken.by
      } has already: take another, such as my-${name}`,
    },
  ];
}

/** Choices that are of no use without another one. */
function unmetNeeds(
  template: ProjectTemplate,
  values: FormValues,
): FormProblem[] {
  const chosen = chosenOf(template, values);
  const all = chosen.map(({ kind, entry }) => `${kind}/${entry.id}`);
  const titles = template.choices.flatMap(({ kind, entries }) =>
    entries.map(({ id, title }) => [`${kind}/${id}`, title] as const),
  );
  return chosen.flatMap(({ path, entry: { title, needs = [] } }) => {
    const offered = titles.filter(([each]) => needs.includes(each));
    if (offered.length === 0 || needs.some(each => all.includes(each))) {
      return [];
    }
    const names = offered.map(([, name]) => name).join(' or ');
    return [{ path, message: `'${title}' is of no use without ${names}` }];
  });
}

/** What its check has against the files, told of the field that is said there. */
function faults(
  template: ProjectTemplate,
  checks: ProjectChecks,
  values: FormValues,
): FormProblem[] {
  if (template.check === undefined) return [];
  const project = makeProject(template, values, new Date());
  const fault = checks[template.check](project);
  if (!fault) return [];
  const path = fieldAt(template.documents[fault.file], fault.key) ?? NAME;
  const [group, field] = path.split('.');
  const { title } = template.form.properties[group]?.properties?.[field] ?? {};
  return [{ path, message: `${title ?? fault.key}: ${fault.why}` }];
}
