import type {
  FormSchema,
  FormValues,
} from '@astrolabe/plugin-workloads-common';
import type { AssetProblem } from './types';

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

/**
 * What templates of Backstage's scaffolder may do here, and nothing else.
 *
 * @public
 */
export const projectActions = {
  make: 'astrolabe:project:make',
  cookiecutter: 'astrolabe:cookiecutter:make',
  publish: 'astrolabe:project:publish',
} as const;

/** The only group of the form of a template of cookiecutter. @public */
export const COOKIECUTTER_GROUP = 'project';

/** What a project is made of. @public */
export interface ProjectWish {
  template: string;
  values: FormValues;
  /** Mends in its metadata what there is no doubt about. */
  mend?: boolean;
  /** To be looked at: files that are no text come without their bytes. */
  preview?: boolean;
}

/** One file of a project. @public */
export interface ProjectFile {
  /** Relative, with `/`. */
  path: string;
  text: string;
  /** Of a file that is no text, whose bytes `text` holds. */
  encoding?: 'base64';
}

/** The metadata file of a project, as the validator sees it. @public */
export interface ProjectMetadata {
  path: string;
  valid: boolean;
  problems: AssetProblem[];
  /** How much was mended because that was asked for. */
  mended: number;
}

/** A project as it was made. @public */
export interface Project {
  /** Of its folder. */
  name: string;
  files: ProjectFile[];
  /** Of what has such a file. */
  metadata?: ProjectMetadata;
}
