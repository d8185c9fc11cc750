import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isBuiltInTier } from '@astrolabe/plugin-communities-common';
import { shareRoles } from '@astrolabe/plugin-workloads-common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  expectedOutcome,
  operations,
  TwoCommunities,
  type Operation,
  type Subject,
  type Thing,
} from './__testUtils__/powers';

const SCHEMAS = path.resolve(__dirname, '../../../schemas');
const AT_ONCE = 8;

const missing: Thing = {
  owner: 'nobody',
  community: 'default',
  workload: crypto.randomUUID(),
  group: crypto.randomUUID(),
  snapshot: crypto.randomUUID(),
};

let world: TwoCommunities;
let things: Thing[];
beforeAll(async () => {
  world = await TwoCommunities.start();
  things = [missing];
  for (const owner of ['pat', 'quinn']) {
    for (const community of ['default', 'imagine']) {
      things.push(await world.make(owner, community));
    }
  }
  for (const role of shareRoles) {
    // Not in the same one each: that a role is for a community is seen, too.
    const community = role === 'use' ? 'imagine' : 'default';
    things.push(await world.make('quinn', community, { role }));
  }
}, 120_000);
afterAll(() => world.stop());

/** Pat as each tier of each community, of none, of both, and as nobody. */
function subjects(): Subject[] {
  const pat = { name: 'pat', isSignedIn: true };
  const tiers = world.table.tiers.map(({ id }) => id);
  const all = [
    ...['default', 'imagine'].flatMap(community =>
      tiers.map(tier => ({ ...pat, memberships: [{ community, tier }] })),
    ),
    {
      ...pat,
      memberships: [
        { community: 'default', tier: 'reader' },
        { community: 'imagine', tier: 'full' },
      ],
    },
    {
      ...pat,
      memberships: [
        { community: 'default', tier: 'launcher' },
        { community: 'default', tier: 'watcher' },
        { community: 'imagine', tier: 'keeper' },
      ],
    },
    { ...pat, memberships: [] },
    { name: 'nobody', isSignedIn: false, memberships: [] },
  ];
  return all.map((each, index) => ({
    ...each,
    alias: each.isSignedIn ? `${each.name}-${index}` : each.name,
  }));
}

const isOnThing = ({ rule }: Operation) =>
  typeof rule === 'object' && 'on' in rule;

/** What comes of an operation: the status, and the code of an error that has one. */
async function outcomeOf(
  operation: Operation,
  { name, alias }: Subject,
  thing: Thing,
): Promise<{ outcome: string; error: Record<string, string> }> {
  const { method, path: where, body, headers } = operation;
  const place = typeof where === 'string' ? where : where(thing);
  const sent = world.portal
    .as(isOnThing(operation) ? name : alias)
    .call(method, place)
    .set(headers?.() ?? {});
  if (place.endsWith('/follow')) {
    sent
      .buffer(true)
      .parse((answer, done) => firstBytes(answer as never, done));
  }
  const content = typeof body === 'function' ? body(thing) : body;
  const response = await (content ? sent.send(content) : sent);
  const error = response.body?.error ?? {};
  const isOurs = response.status >= 400 && response.status !== 401;
  const outcome = [response.status, isOurs && error.code]
    .filter(Boolean)
    .join(' ');
  return { outcome, error };
}

/** A log that is followed has no end: it is left when it has begun. */
function firstBytes(
  response: NodeJS.ReadableStream & { statusCode?: number; destroy?(): void },
  done: (error: Error | null, body: unknown) => void,
): void {
  if (response.statusCode === 200) {
    response.destroy?.();
    done(null, {});
    return;
  }
  let text = '';
  response.on('data', piece => {
    text += piece;
  });
  response.on('end', () => done(null, JSON.parse(text)));
}

async function eachOf<T>(items: T[], act: (item: T) => Promise<void>) {
  const left = [...items];
  const goOn = async () => {
    for (let next = left.shift(); next; next = left.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, goOn));
}

const nameOf = ({ isSignedIn, memberships }: Subject) =>
  isSignedIn
    ? memberships.map(each => `${each.tier} of ${each.community}`).join(', ') ||
      'a stranger'
    : 'nobody';

describe('what one may do', () => {
  it('is said of every operation that the rooms describe', () => {
    const described = globSync('*.openapi.yaml', { cwd: SCHEMAS }).flatMap(
      file =>
        [
          ...readFileSync(path.join(SCHEMAS, file), 'utf8').matchAll(
            /^ +operationId: (\w+)$/gm,
          ),
        ].map(([, id]) => id),
    );
    expect(Object.keys(operations).sort()).toEqual(described.sort());
  });

  it('is what the tiers table says, for each tier, community and object', async () => {
    const deviations: string[] = [];
    let tried = 0;
    const attempt = async (
      [id, operation]: [string, Operation],
      subject: Subject,
      thing: Thing,
    ) => {
      const expected = expectedOutcome(operation, subject, {
        table: world.table,
        thing,
      });
      const { outcome, error } = await outcomeOf(operation, subject, thing);
      tried += 1;
      const isExplained =
        !outcome.startsWith('403') || (error.cause && error.nextStep);
      if (outcome === expected && isExplained) return;
      const what = isOnThing(operation)
        ? ` of ${thing.owner} in ${thing.community}, shared to ${thing.role}`
        : '';
      deviations.push(
        `${nameOf(subject)}: ${id}${what}: ${outcome}, not ${expected}${
          isExplained ? '' : ' with a cause and a next step'
        }`,
      );
    };
    const all = Object.entries(operations);
    const ofThings = all.filter(([, operation]) => isOnThing(operation));
    const others = all.filter(([, operation]) => !isOnThing(operation));
    const tryAs = async (subject: Subject) => {
      world.become('pat', subject.memberships);
      world.become(subject.alias, subject.memberships);
      const willChange = (operation: Operation, thing: Thing) =>
        operation.changes &&
        expectedOutcome(operation, subject, { table: world.table, thing }) ===
          operation.outcome;
      const pairs = ofThings.flatMap(operation =>
        things.map(thing => ({ operation, thing })),
      );
      await eachOf(
        [
          ...others.map(operation => ({ operation, thing: missing })),
          ...pairs.filter(
            ({ operation, thing }) => !willChange(operation[1], thing),
          ),
        ],
        ({ operation, thing }) => attempt(operation, subject, thing),
      );
      for (const { operation, thing } of pairs) {
        if (!willChange(operation[1], thing)) continue;
        const { owner, community, role } = thing;
        const { on: kind } = operation[1].rule as { on: 'workload' };
        const fresh = await world.make(owner, community, { kind, role });
        world.become('pat', subject.memberships);
        await attempt(operation, subject, fresh);
      }
    };
    for (const subject of subjects()) await tryAs(subject);
    expect(deviations).toEqual([]);
    // Each operation at least once for each of them.
    expect(tried).toBeGreaterThan(all.length * subjects().length);
  }, 600_000);

  it('leaves no tier out', () => {
    const tried = new Set(
      subjects().flatMap(({ memberships }) =>
        memberships.map(({ tier }) => tier),
      ),
    );
    expect([...tried].filter(isBuiltInTier)).toHaveLength(4);
    expect(tried.size).toBe(world.table.tiers.length);
  });
});
