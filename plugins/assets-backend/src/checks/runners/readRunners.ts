import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { JenkinsConfig } from './jenkins';

const LIST = 'assets.checks.jenkins';

/** What checks modules, in the order of the configuration; see config.d.ts. */
export interface RunnersConfig {
  ids: string[];
  jenkins: JenkinsConfig[];
}

/** Reads and checks it; refuses with the key, the value and what is allowed. */
export function readRunners(config: RootConfigService): RunnersConfig {
  const jenkins = (config.getOptionalConfigArray(LIST) ?? []).map((each, i) =>
    readJenkins(each, `${LIST}[${i}]`),
  );
  const known = [
    'portal',
    'forge',
    ...jenkins.map(({ id }) => `jenkins:${id}`),
  ];
  const twice = known.find((id, i) => known.indexOf(id) !== i);
  if (twice) throw new InputError(`'${LIST}' has two of the id of '${twice}'`);
  const key = 'assets.checks.runners';
  const ids = config.getOptionalStringArray(key) ?? known;
  const odd = ids.find(id => !known.includes(id));
  if (odd !== undefined) {
    throw new InputError(
      `'${key}' has '${odd}', but there are: ${known.join(', ')}`,
    );
  }
  return { ids: [...new Set(ids)], jenkins };
}

function readJenkins(config: Config, key: string): JenkinsConfig {
  const id = config.getString('id');
  if (!/^[a-z0-9][a-z0-9-]{0,19}$/.test(id)) {
    throw new InputError(
      `'${key}.id' is '${id}', but has to be up to 20 of a-z, 0-9 and '-'`,
    );
  }
  const url = config.getString('url');
  if (!/^https?:\/\/[^\s@?#]+$/.test(url)) {
    // What is wrong with it may be that there is a password in it.
    const host = URL.canParse(url) ? ` of '${new URL(url).host}'` : '';
    throw new InputError(
      `'${key}.url'${host} has to be an http: or https: address without a user`,
    );
  }
  const job = config.getString('job');
  const odd = job
    .match(/\{[^}]*\}/g)
    ?.find(each => !/^\{(name|owner|repository|branch)\}$/.test(each));
  if (odd || !job.replaceAll('/', '').trim()) {
    throw new InputError(
      `'${key}.job' is '${job}', but has to be the folders and the name of a job, with {name}, {owner}, {repository} and {branch} where they are to stand`,
    );
  }
  return {
    ...{ id, url, job, user: config.getString('user') },
    ...readWhose(config, { key, job }),
    token: config.getString('token'),
    starts: config.getOptionalBoolean('starts') ?? true,
    allowPrivateNetwork:
      config.getOptionalBoolean('allowPrivateNetwork') ?? false,
  };
}

/** Whose repositories it checks: others may have one of the same name. */
function readWhose(config: Config, { key, job }: { key: string; job: string }) {
  const forge = config.getString('forge').replace(/\/+$/, '');
  if (!/^https?:\/\/[^\s@?#]+$/.test(forge)) {
    throw new InputError(
      `'${key}.forge' has to be the http: or https: address of the pages of a forge, such as https://github.com`,
    );
  }
  const owners = config.getOptionalStringArray('owners');
  if (!owners?.length && !job.includes('{owner}')) {
    throw new InputError(
      `'${key}.owners' has to name owners at ${forge}, or '${key}.job' to have {owner} in it: anybody may have a repository of the same name`,
    );
  }
  return { forge, ...(owners?.length && { owners }) };
}
