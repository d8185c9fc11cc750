import { createHash } from 'node:crypto';
import type { Authorizer } from '@astrolabe/http';
import {
  assetCreatePermission,
  completeness,
  formatOf,
  mendAsset,
  OWN_FORMAT,
  readText,
  checkAsset,
  type MetadataChange,
  type ProposedChange,
  type RepositoryMetadata,
} from '@astrolabe/plugin-assets-common';
import { noRepository } from '../checks/problems';
import {
  ForgeError,
  type Change,
  type Forge,
  type ForgeRepository,
  type Place,
} from '../forges';
import type { CallerOptions } from '../service/types';
import { checkMetadata } from './checkMetadata';
import {
  metadataMissing,
  metadataMoved,
  nothingChanged,
  repositoryNotFound,
  repositoryNotWritable,
} from './changeProblems';
import { explained, forgeNotLinked } from './problems';
import type { ForgeOf } from './PublishedSource';
import { kindOf, MODULE_FILE as METADATA } from './kinds';
import { LARGEST } from './Rereader';
import type { RepositoryStore } from './RepositoryStore';

const MENDS = 'Mend the metadata';

/** What is to be proposed where. */
interface Plan {
  change: Change;
  body: string;
  /** The file that is changed: where it is another, the change is in. */
  before: string;
  answer: ProposedChange;
}

/** Proposes changes of metadata to the repositories that people have put here. */
export class Proposals {
  readonly #parts: {
    authorizer: Authorizer;
    forgeOf: ForgeOf;
    repositories: RepositoryStore;
  };
  /** What is being proposed: a forge may refuse two that do the same at once. */
  readonly #going = new Map<string, Promise<ProposedChange>>();

  constructor(parts: {
    authorizer: Authorizer;
    forgeOf: ForgeOf;
    repositories: RepositoryStore;
  }) {
    this.#parts = parts;
  }

  /** As it is at the forge now. */
  async metadata(
    name: string,
    options: CallerOptions,
  ): Promise<RepositoryMetadata> {
    const { forge, repository } = await this.#open(name, options);
    return explained(forge, async () => {
      const found = await repository();
      return readNow(forge, found);
    });
  }

  /**
   * One change is one branch, which is called after what changes into what: so it is
   * one however often it is asked for, and goes on where it was cut short.
   */
  async propose(
    name: string,
    asked: MetadataChange,
    options: CallerOptions,
  ): Promise<ProposedChange> {
    const { forge, repository } = await this.#open(name, options);
    return explained(forge, async () => {
      const found = await repository();
      if (!found.mayWrite) throw repositoryNotWritable(found);
      const now = await readNow(forge, found);
      if (asked.text === now.text) throw nothingChanged();
      if (asked.commit !== now.commit) {
        const before = await forge.read(found, METADATA, asked.commit);
        if (before !== now.text) {
          throw metadataMoved(fieldsOf(before ?? '', now.text), now.commit);
        }
      }
      return this.#carryOut(forge, found, planOf(asked, now));
    });
  }

  /**
   * Proposes that errors of its metadata are mended, to a repository that may be no
   * module yet; undefined where a person has to mend them.
   */
  async proposeMend(
    forge: Forge,
    found: ForgeRepository,
    { dryRun }: { dryRun: boolean },
  ): Promise<ProposedChange | undefined> {
    const now = await readNow(forge, found);
    if (now.text.length > LARGEST) return undefined;
    const { content: text, check } = mendAsset(now.text, { kind: 'module' });
    // In our own format it can be no module, however well it is mended.
    if (!check.valid || check.format === OWN_FORMAT) return undefined;
    const asked = { text, commit: now.commit, title: MENDS, dryRun };
    return this.#carryOut(forge, found, planOf(asked, now));
  }

  async #carryOut(
    forge: Forge,
    place: ForgeRepository,
    plan: Plan,
  ): Promise<ProposedChange> {
    if (plan.answer.dryRun) return plan.answer;
    const key = `${place.url} ${plan.answer.branch}`;
    const going =
      this.#going.get(key) ??
      carryOut(forge, { place, plan }).finally(() => this.#going.delete(key));
    this.#going.set(key, going);
    return going;
  }

  /** Of whoever put it here; by the forge's own id, since another may bear its name. */
  async #open(name: string, { credentials }: CallerOptions) {
    const { authorizer, forgeOf, repositories } = this.#parts;
    const personRef = await authorizer.requirePerson(
      assetCreatePermission,
      credentials,
    );
    const row = await repositories.get(name, 'module');
    if (row?.personRef !== personRef) throw noRepository(name);
    const forge = await forgeOf(personRef, row.account);
    if (!forge) throw forgeNotLinked(row.account);
    const repository = async () => {
      const isThere = row.forge === forge.pages;
      const found = isThere ? await forge.findById(row.forgeId) : undefined;
      if (!found) throw repositoryNotFound(row.url);
      return found;
    };
    return { forge, repository };
  }
}

/** Its metadata file, at the tip of its default branch. */
async function readNow(
  forge: Forge,
  found: ForgeRepository,
): Promise<RepositoryMetadata> {
  const { branch } = found;
  const tip = await forge.tip(found, branch);
  const text = tip && (await forge.read(found, METADATA, tip.commit));
  if (!tip || text === undefined) throw metadataMissing(found);
  return { branch, commit: tip.commit, text };
}

function planOf(
  asked: MetadataChange,
  { text: now, branch: into, commit: from }: RepositoryMetadata,
): Plan {
  const { text } = asked;
  checkMetadata(text, { kind: kindOf('module'), where: METADATA });
  const fields = fieldsOf(now, text);
  const what = fields.slice(0, 3).join(', ') || 'words';
  const title =
    asked.title ??
    `Change the metadata: ${what}${fields.length > 3 ? ', …' : ''}`;
  const digest = createHash('sha256')
    .update(JSON.stringify([now, text, title]))
    .digest('hex')
    .slice(0, 20);
  const branch = `metadata-${digest}`;
  return {
    ...{ before: now, body: bodyOf(now, { text, fields }) },
    change: {
      ...{ branch, from, message: title },
      files: [{ path: METADATA, text }],
    },
    answer: { title, branch, into, fields, dryRun: asked.dryRun ?? false },
  };
}

async function carryOut(
  forge: Forge,
  { place, plan }: { place: Place; plan: Plan },
): Promise<ProposedChange> {
  await putOnce(forge, { place, plan });
  const { title, branch, into } = plan.answer;
  const proposal = { branch, into, title, body: plan.body };
  return { ...plan.answer, ...(await forge.propose(place, proposal)) };
}

/**
 * Puts the commit on its branch, unless an earlier try has, or one at the same time.
 * What others have put on the branch since stays.
 */
async function putOnce(
  forge: Forge,
  { place, plan }: { place: Place; plan: Plan },
): Promise<void> {
  const { change, before } = plan;
  const look = async () => {
    const tip = await forge.tip(place, change.branch);
    const text = tip && (await forge.read(place, METADATA, tip.commit));
    return { tip, isDone: tip !== undefined && text !== before };
  };
  const { tip, isDone } = await look();
  if (isDone) return;
  try {
    // A forge may make the branch before it takes the commit.
    const from = tip?.commit ?? change.from;
    await forge.change(place, { ...change, from });
  } catch (error) {
    const isForges = error instanceof ForgeError;
    if (!isForges || !(await look()).isDone) throw error;
  }
}

function bodyOf(
  now: string,
  { text, fields }: { text: string; fields: string[] },
): string {
  const named = fields.map(field => `\`${field}\``).join(', ');
  return [
    `Changes ${named || 'the text'} in \`${METADATA}\`.`,
    `It is valid, and ${scoreOf(text)} of 100 complete (${scoreOf(
      now,
    )} before).`,
  ].join('\n\n');
}

function scoreOf(text: string): number {
  const { spec, format } = checkAsset(text, 'module');
  if (!spec) return 0;
  return completeness(spec, { kind: 'module', format: formatOf(format) }).score;
}

/** What differs between two files, by names of fields; links and dates one by one. */
function fieldsOf(before: string, after: string): string[] {
  const [old, next] = [before, after].map(text => entriesOf(text));
  const names = new Set([...old.keys(), ...next.keys()]);
  return [...names].filter(
    // A name is written into what is proposed.
    name => old.get(name) !== next.get(name) && /^[\w.-]{1,60}$/.test(name),
  );
}

function entriesOf(text: string): Map<string, string> {
  const { value } = readText(text);
  const entries = Object.entries(isRecord(value) ? value : {});
  return new Map(
    entries.flatMap(([key, each]) =>
      isRecord(each)
        ? Object.entries(each).map(([inner, one]) =>
            entry(`${key}.${inner}`, one),
          )
        : [entry(key, each)],
    ),
  );
}

function entry(name: string, value: unknown): [string, string] {
  return [name, JSON.stringify(value)];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
