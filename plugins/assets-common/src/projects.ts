import type {
  FormSchema,
  FormValues,
} from '@astrolabe/plugin-workloads-common';

/** What makes projects, and what it asks. @public */
export interface ProjectTemplateInfo {
  id: string;
  title: string;
  description: string;
  /** The same in other languages, by language. */
  translations: Record<string, { title?: string; description?: string }>;
  /** With the choices filled in. `x-es` of a field is what it is called in Spanish. */
  schema: FormSchema;
  /** Every field that has a default, filled in. */
  defaults: FormValues;
  /** Why it makes none at the moment. */
  whyNot?: string;
}

/** One file of a project. @public */
export interface ProjectFile {
  /** Relative, with `/`. */
  path: string;
  text: string;
}

/** A project as it was made. @public */
export interface Project {
  /** Of its folder. */
  name: string;
  files: ProjectFile[];
}
