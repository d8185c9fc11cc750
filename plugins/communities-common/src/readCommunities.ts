import type { Config } from '@backstage/config';
import Ajv, { type ErrorObject } from 'ajv';
import { communitySchema, type Community } from './generated/community';

/** Of the community that the portal itself is. @public */
export const DEFAULT_COMMUNITY = 'default';

const validate = new Ajv({ strict: false }).compile<Community>(communitySchema);

/**
 * Reads `communities.list`. The portal itself comes first; what is not said of
 * it has the title of the app.
 *
 * @throws Error that names the key and what is allowed there
 * @public
 */
export function readCommunities(config: Config): Community[] {
  const blocks = config.getOptional<unknown[]>('communities.list') ?? [];
  const listed = blocks.map(readCommunity);
  for (const key of ['id', 'hosts'] as const) refuseTwice(listed, key);
  const own = listed.find(({ id }) => id === DEFAULT_COMMUNITY) ?? {
    id: DEFAULT_COMMUNITY,
    title: config.getOptionalString('app.title') ?? 'Astrolabe',
  };
  return [own, ...listed.filter(each => each !== own)];
}

/** @param place - its index in the list, for what is said of it */
export function readCommunity(block: unknown, place: number): Community {
  if (validate(block)) return block;
  const [error] = validate.errors!;
  const path = error.instancePath.split('/').slice(1);
  const key = error.params.missingProperty ?? error.params.additionalProperty;
  const where = [`list[${place}]`, ...path, key].filter(Boolean).join('.');
  throw refusal(where, inWords(error));
}

function inWords({ keyword, params, message }: ErrorObject): string {
  if (keyword === 'additionalProperties') {
    const known = Object.keys(communitySchema.properties).join(', ');
    return `it is not known; a community has ${known}`;
  }
  if (keyword === 'enum')
    return `it has to be ${params.allowedValues.join(', ')}`;
  return `it ${message}`;
}

function refuseTwice(list: Community[], key: 'id' | 'hosts'): void {
  const seen = new Set<string>();
  for (const [place, community] of list.entries()) {
    for (const value of [community[key] ?? []].flat()) {
      if (seen.has(value)) {
        throw refusal(`list[${place}].${key}`, `'${value}' is there twice`);
      }
      seen.add(value);
    }
  }
}

function refusal(key: string, why: string): Error {
  return new Error(`Invalid value for communities.${key}: ${why}`);
}
