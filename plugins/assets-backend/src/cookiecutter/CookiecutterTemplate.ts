import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { withAdvice } from '@astrolabe/http';
import {
  COOKIECUTTER_GROUP,
  type Project,
} from '@astrolabe/plugin-assets-common';
import type {
  FormSchema,
  FormValues,
} from '@astrolabe/plugin-workloads-common';
import type { ProjectMaker } from '../projects/types';
import { bringTemplate } from './bringTemplate';
import { answersOf, formOf } from './formOf';
import type { CookiecutterDescription } from './readDescriptions';
import { readMade } from './readMade';
import type { preparePython } from './preparePython';
import { runInSandbox, whyNoSandbox } from './Sandbox';
import type { SandboxParts } from './sandboxCommand';
import type { Turns } from './Turns';

/** Nobody waits again for what has failed this short ago. */
const AGAIN_MS = 30_000;
const OPERATOR = 'Tell who operates this portal';

const nothingAsked: FormSchema = { type: 'object', properties: {} };

/** What all templates of cookiecutter share. */
export interface CookiecutterTools {
  /** Where templates of git and of zip files are kept. */
  cache: string;
  /** The Python with cookiecutter. */
  python: () => ReturnType<typeof preparePython>;
  /** So many at the same time. */
  turns: Turns;
  logger: LoggerService;
  /** How long a project may take. */
  seconds: number;
}

/**
 * A template of cookiecutter. It is made ready when the portal starts, and when
 * somebody wants it after that has failed. Until then it asks nothing, and says why.
 */
export class CookiecutterTemplate implements ProjectMaker {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly translations: ProjectMaker['translations'];
  form: FormSchema = nothingAsked;
  whyNot: string | undefined = 'It is being prepared';
  readonly #described: CookiecutterDescription;
  readonly #tools: CookiecutterTools;
  #parts: SandboxParts | undefined;
  #preparing: Promise<void> | undefined;
  #triedAt = -Infinity;

  constructor(described: CookiecutterDescription, tools: CookiecutterTools) {
    this.id = described.id;
    this.title = described.title;
    this.description = described.summary;
    this.translations = described.translations;
    this.#described = described;
    this.#tools = tools;
  }

  async ready(): Promise<void> {
    if (!this.#parts && Date.now() - this.#triedAt > AGAIN_MS) {
      this.#preparing ??= this.#prepare().finally(() => {
        this.#preparing = undefined;
        this.#triedAt = Date.now();
      });
    }
    await this.#preparing;
    if (!this.#parts) throw this.#notReady();
  }

  problems() {
    return [];
  }

  async make(values: FormValues, { by }: { by: string }): Promise<Project> {
    const parts = this.#parts;
    if (!parts) throw this.#notReady();
    const answers = answersOf(this.form, values[COOKIECUTTER_GROUP] ?? {});
    const input = JSON.stringify({ values: answers });
    const run = await this.#tools.turns.take(by, () =>
      runInSandbox(parts, input),
    );
    if (!run) throw busy();
    try {
      if (run.stopped) throw new Error(`It was stopped: ${run.stopped}`);
      return readMade(run.answer);
    } catch (error) {
      throw failed(this.title, error as Error, run.said);
    }
  }

  /** Never fails: `whyNot` says what is missing. */
  async #prepare(): Promise<void> {
    const { logger, cache, python, seconds } = this.#tools;
    try {
      const template = await bringTemplate(this.#described, cache);
      const file = path.join(template, 'cookiecutter.json');
      const form = formOf(JSON.parse(await readFile(file, 'utf8')), {
        ...{ title: 'The project', es: 'El proyecto' },
      });
      const parts = { ...(await python()), template, seconds };
      const none = await whyNoSandbox(parts);
      this.whyNot = none && `It runs in a sandbox, and ${none.reason}`;
      if (none) {
        logger.warn(`'${this.id}': ${none.reason} ${none.evidence}`);
        return;
      }
      this.form = form;
      this.#parts = parts;
    } catch (error) {
      const { message, stderr } = error as Error & { stderr?: string };
      logger.warn(
        `Template '${this.id}' cannot be used: ${message} ${stderr ?? ''}`,
      );
      this.whyNot = 'It could not be prepared; the log of the portal says why';
    }
  }

  #notReady(): Error {
    return withAdvice(
      new ServiceUnavailableError(`'${this.title}' cannot be used now`),
      { code: 'TEMPLATE_NOT_READY', cause: this.whyNot, nextStep: OPERATOR },
    );
  }
}

/** What hooks say is for whoever fills in the form: it is how a template checks answers. */
function failed(title: string, error: Error, said: string): Error {
  const cause = [error.message, said.trim()].filter(Boolean).join('\n');
  return withAdvice(new InputError(`'${title}' made no project`), {
    code: 'TEMPLATE_FAILED',
    cause,
    nextStep: `Change what the cause names; where it names nothing: ${OPERATOR.toLowerCase()}`,
  });
}

function busy(): Error {
  return withAdvice(
    new ServiceUnavailableError('Many projects are being made at the moment'),
    {
      code: 'TEMPLATE_BUSY',
      cause: 'those of one person are made one after the other',
      nextStep: 'Try again in a moment',
    },
  );
}
