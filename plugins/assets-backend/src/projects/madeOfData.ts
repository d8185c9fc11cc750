import { makeProject } from './makeProject';
import type { ProjectMaker, ProjectTemplate } from './types';

/** Who has names of their own, in words; in the order of `templates/taken`. */
const owners: Record<string, string> = {
  portal: 'the portal',
  python: 'Python',
};

/** A template whose projects are written by us. */
export function madeOfData(template: ProjectTemplate): ProjectMaker {
  const { id, title, description, translations, form, taken } = template;
  return {
    ...{ id, title, description, translations, form },
    ready: async () => {},
    problems: values => {
      const name = String(values.module.name);
      if (!taken.names.has(name)) return [];
      return [
        {
          path: 'module.name',
          message: `'${name}' is the name of something that ${
            owners[taken.by] ?? taken.by
          } has already: take another, such as my-${name}`,
        },
      ];
    },
    make: async values => makeProject(template, values, new Date()),
  };
}
