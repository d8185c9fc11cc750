import type { Config } from '@backstage/config';
import Ajv, { type ErrorObject } from 'ajv';
import { communitySchema, type Community } from './generated/community';
import { unreadable } from './looks/unreadable';

/** Of the community that the portal itself is. @public */
export const DEFAULT_COMMUNITY = 'default';

// With `verbose`, an error knows the part of the schema that it is of.
const validate = new Ajv({
  strict: false,
  allErrors: true,
  verbose: true,
}).compile<Community>(communitySchema);

/**
 * Reads `communities.list`, to which the portal itself always belongs; what is
 * not said of it has the title of the app. First comes the one whose portal it is
 * where nothing says another: the portal itself, or `communities.portal`.
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
  const all = [own, ...listed.filter(each => each !== own)];
  const first = config.getOptionalString('communities.portal') ?? own.id;
  const home = all.find(({ id }) => id === first);
  if (!home) {
    const known = all.map(({ id }) => id).join(', ');
    throw new CommunityError(
      'communities.portal',
      `it is ${first}, but has to be one of ${known}`,
    );
  }
  return [home, ...all.filter(each => each !== home)];
}

/**
 * Reads one block.
 *
 * @param place - what is said before its keys: its index in the list, or nothing
 * @throws CommunityError that names the key and what is allowed there
 * @public
 */
export function readCommunity(
  block: unknown,
  place: number | string,
): Community {
  const where =
    typeof place === 'number' ? `communities.list[${place}]` : place;
  if (!validate(block)) {
    const error = mostTelling(validate.errors!);
    const path = error.instancePath.split('/').slice(1);
    const key = error.params.missingProperty ?? error.params.additionalProperty;
    throw new CommunityError(
      [where, ...path, key].filter(Boolean).join('.'),
      inWords(error),
    );
  }
  const problem = unreadable(block.colours) ?? impossible(block);
  if (problem)
    throw new CommunityError(
      [where, problem.key].filter(Boolean).join('.'),
      problem.why,
    );
  return block;
}

/** What tells most where a schema has several things against a value, first. */
const telling = [
  'additionalProperties',
  'required',
  '',
  'enum',
  'type',
  'anyOf',
];

/** Of what a schema has against a block, the deepest and what tells most. */
function mostTelling(errors: ErrorObject[]): ErrorObject {
  const depth = ({ instancePath }: ErrorObject) =>
    instancePath.split('/').length;
  const rank = ({ keyword }: ErrorObject) =>
    telling.indexOf(telling.includes(keyword) ? keyword : '');
  return [...errors].sort(
    (a, b) => depth(b) - depth(a) || rank(a) - rank(b),
  )[0];
}

function inWords({
  keyword,
  params,
  message,
  parentSchema,
  data,
}: ErrorObject): string {
  if (keyword === 'additionalProperties') {
    const known = Object.keys(parentSchema!.properties).join(', ');
    return `it is not known; what is known is ${known}`;
  }
  if (keyword === 'enum') {
    return `it is ${JSON.stringify(
      data,
    )}, but has to be one of ${params.allowedValues.join(', ')}`;
  }
  return `it ${message}`;
}

/** What a schema cannot say. */
function impossible({ announcements = [] }: Community) {
  for (const [place, { from, until }] of announcements.entries()) {
    const key = `announcements.${place}`;
    for (const [name, time] of Object.entries({ from, until })) {
      if (time !== undefined && Number.isNaN(Date.parse(time))) {
        return { key: `${key}.${name}`, why: `there is no ${time}` };
      }
    }
    if (from && until && Date.parse(until) <= Date.parse(from)) {
      return { key: `${key}.until`, why: `it is not after ${from}` };
    }
  }
  return undefined;
}

function refuseTwice(list: Community[], key: 'id' | 'hosts'): void {
  const seen = new Set<string>();
  for (const [place, community] of list.entries()) {
    for (const value of [community[key] ?? []].flat()) {
      if (seen.has(value)) {
        throw new CommunityError(
          `communities.list[${place}].${key}`,
          `'${value}' is there twice`,
        );
      }
      seen.add(value);
    }
  }
}

/** A value that cannot be, and what is allowed in its place. @public */
export class CommunityError extends Error {
  constructor(readonly key: string, readonly why: string) {
    super(`Invalid value for ${key}: ${why}`);
    this.name = 'CommunityError';
  }
}

/**
 * `{ $file: logo.svg }` in a block is what that file holds, as in a configuration.
 *
 * @public
 */
export function withFiles(
  value: unknown,
  textOf: (name: string) => string,
): unknown {
  if (Array.isArray(value)) return value.map(each => withFiles(each, textOf));
  if (typeof value !== 'object' || value === null) return value;
  const { $file: named } = value as { $file?: unknown };
  if (typeof named === 'string') return textOf(named).trimEnd();
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withFiles(each, textOf)]),
  );
}
