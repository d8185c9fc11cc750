import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Authorizer } from '@astrolabe/http';
import type { CommunityDirectory } from '@astrolabe/plugin-communities-common';
import type { AssetsConfig } from '../config';
import { openCookiecutters } from '../cookiecutter';
import { projectChecks } from './checks';
import { madeOfData } from './madeOfData';
import { Projects } from './Projects';
import { readTemplates } from './readTemplates';

/** All templates that there are; those of programs are made ready when the portal has started. */
export function openProjects(
  config: Pick<AssetsConfig, 'templates' | 'dataDirectory'>,
  parts: {
    authorizer: Authorizer;
    communities: CommunityDirectory;
    lifecycle: LifecycleService;
    logger: LoggerService;
  },
): Projects {
  const { authorizer, lifecycle, logger } = parts;
  const { roots, seconds } = config.templates;
  const cookiecutters = openCookiecutters({
    ...{ roots, seconds, logger },
    dataDirectory: config.dataDirectory,
  });
  lifecycle.addStartupHook(() => {
    // Minutes, the first time: nobody waits for it, and each says itself what it lacks.
    for (const each of cookiecutters) each.ready().catch(() => {});
  });
  const checks = projectChecks(parts);
  const ours = readTemplates(roots).map(each => madeOfData(each, checks));
  return new Projects({
    templates: [...ours, ...cookiecutters],
    authorizer,
  });
}
