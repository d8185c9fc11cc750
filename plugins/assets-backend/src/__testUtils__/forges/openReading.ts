import {
  mockServices,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import { GuardedClient, NetworkGuard, type Authorizer } from '@astrolabe/http';
import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import type { RepositoryVisibility } from '@astrolabe/plugin-assets-common';
import { vi } from 'vitest';
import { connect, type AssetRecord } from '../../database';
import { openForge } from '../../forges';
import { toRecord } from '../../ingest/toRecord';
import { openPublishing, PUBLISHED } from '../../publishing';
import { openTrust } from '../../trust';
import type { Making } from '../../publishing/makeRepository';
import { ADA, GRACE } from './accountsWith';
import type { FaultyWire } from './FaultyWire';
import type { ForgeBench } from './ForgeBench';
import { metadata } from './metadata';

/** A catalogue of its own, of what is published at a forge, over time. */
export async function openReading(
  parts: {
    databases: TestDatabases;
    forge: ForgeBench;
    wire: FaultyWire;
    /** Another one each time. */
    nextName: () => string;
  },
  house = { isOfHouse: false },
) {
  const { databases, forge, wire, nextName } = parts;
  vi.useFakeTimers({ toFake: ['Date'] });
  const knex = await databases.init('SQLITE_3');
  const db = await connect(mockServices.database({ knex }));
  const guard = new NetworkGuard({ anything: true });
  const client = new GuardedClient(guard);
  // This machine plays the internet.
  vi.spyOn(guard, 'isOfHouse').mockImplementation(async () => house.isOfHouse);
  const { service } = forge;
  const links: Record<string, { url: string } | undefined> = {
    hub: { url: wire.url },
  };
  const access = (account: string) => {
    const link = links[account];
    return link && { service, ...link, token: forge.tokens.good };
  };
  const accounts = {
    forge: async (_person: string, account: string) => access(account),
  } as unknown as AccountsService;
  const logger = mockServices.logger.mock();
  const publishing = openPublishing(db, {
    ...{ accounts, client, guard, logger },
    trust: openTrust(
      { config: mockServices.rootConfig(), logger },
      '/nowhere/it/is/written',
    ),
  });
  const shown = new Map<string, AssetRecord>();
  const stopping = new AbortController();
  let state: unknown;
  let reading: Promise<void> | undefined;
  /** One at a time, as the room does it. */
  const read = () => {
    reading ??= publishing.source
      .read({
        ...{ state, signal: stopping.signal },
        async onPage({ upserted, removed }, seen) {
          state = seen;
          removed.forEach(key => shown.delete(key.split('/')[1]));
          for (const file of upserted) {
            shown.set(file.name, toRecord(file, PUBLISHED));
          }
        },
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  const unused = undefined as never;
  const { catalogue } = publishing.open({
    ...{ projects: unused, meet: unused },
    // As Grace, who manages nothing.
    authorizer: {
      requirePerson: async () => GRACE,
      allows: async () => false,
    } as unknown as Authorizer,
    onChange: read,
    sourceOf: name => (shown.has(name) ? PUBLISHED : undefined),
  });
  const later = async (ms: number) => {
    vi.setSystemTime(Date.now() + ms);
    await read();
  };
  const makingOf = (
    name: string,
    { personRef = ADA, account = 'hub', to = {} as object } = {},
  ): Making => ({
    ...{ personRef, account, owner: forge.person },
    forge: openForge(access(account) ?? access('hub')!, client)!,
    asked: {
      ...{ template: 'x', values: {} },
      to: { account, visibility: 'public', ...to },
    },
    project: {
      name,
      files: [
        { path: 'ai4-metadata.yml', text: metadata('Leaves') },
        { path: 'README.md', text: '# Leaves' },
      ],
    } as Making['project'],
  });
  /** Made at the forge, and in the catalogue. */
  const publish = async (
    visibility: RepositoryVisibility = 'public',
    options: { account?: string } = {},
  ) => {
    const name = nextName();
    const to = { visibility, inCatalogue: true };
    const making = makingOf(name, { ...options, to });
    const wish = { owner: forge.person, name, description: '', visibility };
    await making.forge.create(wish);
    const { files } = making.project;
    await making.forge.commit(wish, { message: 'Begin', files });
    await catalogue.show(making, await making.forge.describe(wish));
    wire.mend();
    return name;
  };
  const titleOf = (name: string) => shown.get(name)?.details.spec.title;
  const isPublic = (name: string) => !!shown.get(name)?.indexed.isPublic;
  const launches = (name: string) =>
    shown.get(name)?.indexed.manifest !== undefined;
  const due = async () =>
    (await publishing.repositories.due()).map(row => row.name);
  const stop = () => stopping.abort();
  const hurry = (name: string) => publishing.repositories.hurry(name);
  const tipOf = async (name: string) =>
    (await publishing.repositories.get(name))?.tip;
  const said = (name: string) =>
    shown.get(name)?.details.problems.map(({ message }) => message) ?? [];
  return {
    ...{ publish, later, links, shown, said, due, hurry, stop },
    ...{ titleOf, tipOf, isPublic, launches, catalogue, makingOf, logger },
  };
}
