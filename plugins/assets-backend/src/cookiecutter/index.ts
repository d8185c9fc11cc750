import path from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { CookiecutterTemplate } from './CookiecutterTemplate';
import { preparePython } from './preparePython';
import { readDescriptions } from './readDescriptions';
import { Turns } from './Turns';

const AT_ONCE = 2;

/** The templates of cookiecutter below some folders; `ready` makes each so. */
export function openCookiecutters(options: {
  roots: readonly string[];
  /** Where Python and templates are kept. */
  dataDirectory: string;
  logger: LoggerService;
  /** How long a project may take. */
  seconds: number;
}): CookiecutterTemplate[] {
  const { roots, dataDirectory, logger, seconds } = options;
  const turns = new Turns(AT_ONCE);
  let python: ReturnType<typeof preparePython> | undefined;
  const tools = {
    ...{ turns, logger, seconds },
    cache: path.join(dataDirectory, 'templates'),
    python: () => {
      python ??= preparePython(path.join(dataDirectory, 'environments'));
      python.catch(() => {
        python = undefined;
      });
      return python;
    },
  };
  return readDescriptions(roots).map(
    described => new CookiecutterTemplate(described, tools),
  );
}
