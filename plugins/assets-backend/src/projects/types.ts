import type { Project, ProjectFile } from '@astrolabe/plugin-assets-common';
import type {
  FormProblem,
  FormSchema,
  FormValues,
} from '@astrolabe/plugin-workloads-common';

/** What makes projects of what a form asks: of data, or by a program in a sandbox. */
export interface ProjectMaker {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The same in other languages, by language. */
  readonly translations: Record<
    string,
    { title?: string; description?: string }
  >;
  readonly form: FormSchema;
  /** Why it makes none at the moment. */
  readonly whyNot?: string;
  /**
   * What it needs is there, or is being brought.
   * @throws Error when it makes none at the moment
   */
  ready(): Promise<void>;
  /** What the form itself does not say of values that it takes. */
  problems(values: FormValues): FormProblem[];
  /**
   * @param values - checked before
   * @param options - `by`: who asks; nobody keeps others waiting
   */
  make(values: FormValues, options: { by: string }): Promise<Project>;
}

/** An entry of `choices.yaml`: what fields offer, and what documents say of it. */
export interface Choice {
  id: string;
  title: string;
  /** What stands in files that are as they are, in place of such words. */
  words?: Record<string, string>;
  /** What of it is otherwise where another choice was made, too: by `<kind>/<id>`. */
  with?: Record<string, Partial<Choice>>;
  /** What has to be chosen, too, where it is asked: one of these `<kind>/<id>`. */
  needs?: string[];
  [key: string]: unknown;
}

/** Files as they are, by their path. */
export type PlainFiles = Record<string, Omit<ProjectFile, 'path'>>;

/** A folder of `templates` that makes projects. */
export interface ProjectTemplate {
  id: string;
  title: string;
  description: string;
  /** The same in other languages, by language. */
  translations: Record<string, { title?: string; description?: string }>;
  /** What its documents say by `template.<key>`. */
  values: object;
  /** What it asks, with the choices filled in. */
  form: FormSchema;
  /** Which choices the fields offer, by `group.field`. */
  choices: { path: string; kind: string; entries: Choice[] }[];
  /** Files made of data: what is in them, by their path in the project. */
  documents: Record<string, unknown>;
  /** Files as they are, by their path. */
  skeleton: PlainFiles;
  /** Files that a choice adds, by `<kind>/<id>`. */
  added: Record<string, PlainFiles>;
  /** Which of the checks looks at its files. */
  check?: string;
  /** Names that no project may have, and whose they are. */
  taken: { names: ReadonlySet<string>; by: string };
}

/** What is wrong in a file of a project, at a key of it. */
export interface ProjectFault {
  file: string;
  /** Such as `colours.light.accent`. */
  key: string;
  why: string;
}

/** Says of the files of a project what its form cannot know. */
export type ProjectCheck = (project: Project) => ProjectFault | undefined;

/** By what `spec.check` of a template says. */
export type ProjectChecks = Readonly<Record<string, ProjectCheck>>;
