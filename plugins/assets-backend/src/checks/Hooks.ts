import {
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import { assertError } from '@backstage/errors';
import {
  contextOf,
  ForgeError,
  type Forge,
  type ForgeRepository,
  type Place,
} from '../forges';
import type { ForgeOf } from '../publishing/PublishedSource';
import { placeOf } from '../publishing/placeOf';
import type {
  RepositoryRow,
  RepositoryStore,
} from '../publishing/RepositoryStore';
import { toldBy, type Delivery, type Told } from './deliveries';
import type { Hook, HookStore } from './HookStore';
import { isLoopback } from './isLoopback';
import { hookUnknown, NOT_WRITABLE, notSigned } from './problems';
import { checkedOf, onceOf, type NewRun, type RunStore } from './RunStore';
import type { StatusStore } from './StatusStore';
import type { CheckRunner } from './types';
import { inMs } from '../moments';

const SECRET = 'hook';
const MINUTE = 60_000;
const AWAY_MS = 10 * MINUTE;
const REFUSED_MS = 24 * 60 * MINUTE;
/** It is looked whether it is still there. */
const AGAIN_MS = 7 * 24 * 60 * MINUTE;
const LEASE_MS = 2 * MINUTE;
/** What was told is remembered for so long. */
const REMEMBERED_MS = 7 * 24 * 60 * MINUTE;
const COMMIT = /^[0-9a-f]{40}$/;
const NONE = /^0+$/;
/** Of the name of a branch. */
const LONGEST = 250;

export type Taken = 'push' | 'pull' | 'ping' | 'known' | 'ignored';

type Pulled = Extract<Told, { event: 'pull' }>;
type Runners = readonly Pick<CheckRunner, 'id' | 'checksPulls'>[];

interface Parts {
  accounts: AccountsService;
  forgeOf: ForgeOf;
  hooks: HookStore;
  isOnPush: boolean;
  /** Whether pull requests of branches of the repository itself have it checked. */
  isOnPull: boolean;
  logger: LoggerService;
  /** Has what is due looked after. */
  onChange: () => void;
  /** Has repositories that are due read. */
  onPush: () => void;
  /** Where forges reach this portal's hooks: their ids come after it. */
  address: string;
  repositories: RepositoryStore;
  runners: Runners;
  runs: RunStore;
  statuses: Pick<StatusStore, 'forget' | 'pending'>;
}

/** By which forges tell of pushes to repositories that were made here: makes them, and takes what comes. */
export class Hooks {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Takes what a forge has sent, and notes what has to be done; that is done later.
   *
   * @throws NotFoundError, or AuthenticationError where it is not signed by its secret
   */
  async take(id: string, delivery: Delivery): Promise<Taken> {
    const { hooks } = this.#parts;
    const hook = await hooks.get(id);
    if (!hook) throw hookUnknown();
    const secret = await this.#secretOf(hook);
    if (secret === undefined || !isSigned(delivery, secret)) throw notSigned();
    // Headers are not signed: what it is known by is what is.
    const digest = createHash('sha256').update(delivery.body).digest('hex');
    if (await hooks.knows(id, digest)) return 'known';
    const taken = await this.#act(hook, delivery);
    // Last: what was cut short is done when it comes again.
    await hooks.note(id, digest);
    return taken;
  }

  async #act(hook: Hook, delivery: Delivery): Promise<Taken> {
    const { repositories, onPush } = this.#parts;
    const told = toldBy(delivery, hook.forgeId);
    if (told?.event === 'ping') return 'ping';
    const repository = await repositories.get(hook.name);
    if (!told || !repository || !isOf(hook, repository)) return 'ignored';
    if (told.event === 'pull') return this.#pull(repository, { hook, told });
    if (told.ref !== `refs/heads/${repository.branch}`) return 'ignored';
    await repositories.hurry(hook.name);
    if (hook.onPush) await this.#toCheck(repository, told.commit);
    onPush();
    return 'push';
  }

  /** Never of a fork: who may not write here may not have their code run in anybody's name. */
  async #pull(
    repository: RepositoryRow,
    { hook, told }: { hook: Hook; told: Pulled },
  ): Promise<Taken> {
    const { isOnPull, runners } = this.#parts;
    const { branch, commit, isOfFork } = told;
    // What is pushed to its default branch is checked as that.
    const isIts = branch === repository.branch || branch.length > LONGEST;
    if (!isOnPull || !hook.onPush || isOfFork || isIts) return 'ignored';
    const those = runners.filter(each => each.checksPulls);
    const pull = { cause: 'pull', branch, pullRequest: told.number } as const;
    await this.#toCheck(repository, commit, { ...pull, those });
    return 'pull';
  }

  /** Has a commit checked as if it were pushed, where pushes have it checked. */
  async check(repository: RepositoryRow, commit: string): Promise<void> {
    const { hooks, isOnPush } = this.#parts;
    const { onPush } = await hooks.of(repository);
    if (isOnPush && onPush) await this.#toCheck(repository, commit);
  }

  /** Makes those that are missing, and takes away what is of nothing here any more. */
  async look(): Promise<void> {
    const { hooks, repositories, logger } = this.#parts;
    await hooks.forget(inMs(-REMEMBERED_MS));
    for (const name of await hooks.missing()) {
      const row = await repositories.get(name);
      if (row) await hooks.of(row);
    }
    for (const hook of await hooks.due()) {
      if (!(await hooks.claim(hook, inMs(LEASE_MS)))) continue;
      try {
        await this.#settle(hook);
      } catch (error) {
        assertError(error);
        logger.warn(`The hook of ${hook.name}: ${error.message}`);
        await hooks.update(hook.id, { dueAt: inMs(AWAY_MS) });
      }
    }
  }

  async #toCheck(
    repository: RepositoryRow,
    commit: string,
    {
      cause = 'push',
      branch = repository.branch,
      pullRequest,
      those = this.#parts.runners,
    }: Partial<Pick<NewRun, 'branch' | 'pullRequest'>> & {
      cause?: 'push' | 'pull';
      those?: Runners;
    } = {},
  ): Promise<void> {
    const { runs, onChange } = this.#parts;
    // Tools are read again, and not checked: their checks would be strangers' programs.
    if (repository.kind !== 'module') return;
    // Of a branch that was removed there is nothing to check.
    if (!COMMIT.test(commit) || NONE.test(commit)) return;
    const { name, personRef } = repository;
    const of = checkedOf(repository);
    const wanted = {
      ...{ of, name, personRef, branch, commit, cause, pullRequest },
    };
    for (const { id: runner } of those) {
      await runs.add({ ...wanted, runner, once: onceOf(wanted) });
    }
    await runs.hurry(of);
    onChange();
  }

  async #settle(hook: Hook): Promise<void> {
    const repository = await this.#parts.repositories.get(hook.name);
    if (!repository || !isOf(hook, repository)) {
      await this.#remove(hook);
      return;
    }
    try {
      // First: its page waits for its first run while the hook has no state.
      await this.#begin(hook, repository);
    } finally {
      await this.#listen(hook, repository);
    }
  }

  /** Has its forge tell of pushes, or says why it does not. */
  async #listen(hook: Hook, repository: RepositoryRow): Promise<void> {
    const { hooks, isOnPush, address } = this.#parts;
    const none = async (reason: string) =>
      hooks.update(hook.id, { state: 'none', reason, dueAt: inMs(AGAIN_MS) });
    if (!isOnPush) {
      await none(
        'This portal checks nothing on pushes (assets.checks.onPush).',
      );
      return;
    }
    if (isLoopback(address) && !isLoopback(repository.url)) {
      await none(
        'The forge cannot reach this portal: its backend.baseUrl is an address of its own machine.',
      );
    } else {
      await this.#ask(hook, repository);
    }
  }

  /** What has no result yet, such as a module that is new here, has what is there checked. */
  async #begin(hook: Hook, repository: RepositoryRow): Promise<void> {
    const { forgeOf, isOnPush, runs } = this.#parts;
    if (!isOnPush || !hook.onPush) return;
    const { personRef, account, branch } = repository;
    const known = await runs.list(checkedOf(repository));
    if (known.length > 0) return;
    try {
      const forge = await forgeOf(personRef, account);
      const place = await placeOf(forge, repository);
      const tip = place?.mayWrite && (await forge!.tip(place, branch));
      if (tip) await this.#toCheck(repository, tip.commit);
    } catch (error) {
      // Whom it does not let in it tells of no pushes, either: that is said there.
      if (!(error instanceof ForgeError) || isAway(error)) throw error;
    }
  }

  async #ask(hook: Hook, repository: RepositoryRow): Promise<void> {
    const { hooks, forgeOf, address } = this.#parts;
    try {
      const forge = await forgeOf(hook.personRef, hook.account);
      const place = await placeOf(forge, repository);
      if (!forge || !place?.mayWrite) {
        const reason = whyNot(forge, place);
        const dueAt = inMs(REFUSED_MS);
        await hooks.update(hook.id, { state: 'refused', reason, dueAt });
        return;
      }
      const secret = (await this.#secretOf(hook)) ?? (await this.#keep(hook));
      await forge.hook(place, { url: address + hook.id, secret });
      const state = hook.lastAt ? 'listening' : 'silent';
      const dueAt = inMs(AGAIN_MS);
      await hooks.update(hook.id, { state, reason: '', dueAt });
    } catch (error) {
      if (!(error instanceof ForgeError)) {
        // What went wrong here is told in the log; that it is waited for, on its page.
        await hooks.update(hook.id, { reason: 'It cannot be asked now.' });
        throw error;
      }
      const { message, needs, until } = error;
      const waits = isAway(error);
      const lacks = needs ? `${message}. The token lacks ${needs}.` : message;
      await hooks.update(hook.id, {
        ...(!waits && { state: 'refused' }),
        reason: lacks,
        dueAt: until?.toISOString() ?? inMs(waits ? AWAY_MS : REFUSED_MS),
      });
    }
  }

  /** At the forge, too, where that can be done now. */
  async #remove(hook: Hook): Promise<void> {
    const { accounts, hooks, repositories, runs, statuses } = this.#parts;
    const { forgeOf, logger, address } = this.#parts;
    const present = await repositories.get(hook.name);
    // Of the same repository there may be another hook, such as by another account.
    const isHere =
      present?.forge === hook.forge && present.forgeId === hook.forgeId;
    try {
      const forge = await forgeOf(hook.personRef, hook.account);
      const found = await placeOf(forge, hook);
      if (found) await forge!.unhook(found, address + hook.id);
      if (found && !isHere) await this.#conclude(hook, forge!, found);
    } catch (error) {
      assertError(error);
      logger.info(`The hook of ${hook.name} stays there: ${error.message}`);
    }
    await accounts.ofObjects.forget(hook.id);
    if (!isHere) {
      await statuses.forget(checkedOf(hook));
      await runs.forget(checkedOf(hook));
    }
    await hooks.remove(hook.id);
  }

  /** Nothing more comes of what its forge shows as being checked. */
  async #conclude(
    hook: Hook,
    forge: Forge,
    place: ForgeRepository,
  ): Promise<void> {
    const { runs, statuses } = this.#parts;
    if (!place.mayWrite) return;
    const of = checkedOf(hook);
    for (const { runner, commit } of await statuses.pending(of)) {
      const run = await runs.newestOf(of, { runner, commit });
      await forge.say(place, {
        ...{
          commit,
          branch: run?.branch ?? place.branch,
          verdict: 'undecided',
        },
        context: contextOf(runner),
        description: 'The module was taken out of the catalogue.',
      });
    }
  }

  #secretOf({ id, name, personRef }: Hook): Promise<string | undefined> {
    const use = { by: 'assets', objectId: name };
    const secret = { objectId: id, name: SECRET };
    return this.#parts.accounts.ofObjects.give(personRef, secret, use);
  }

  async #keep({ id, personRef }: Hook): Promise<string> {
    const secret = randomBytes(32).toString('hex');
    const use = { by: 'assets', objectId: id };
    const values = { [SECRET]: secret };
    await this.#parts.accounts.ofObjects.keep(personRef, values, use);
    return secret;
  }
}

/** GitHub, Gitea and Forgejo sign the body; GitLab sends the secret itself. */
function isSigned({ body, header }: Delivery, secret: string): boolean {
  const digest = createHmac('sha256', secret).update(body).digest('hex');
  const hub = header('x-hub-signature-256');
  if (hub !== undefined) return isEqual(hub, `sha256=${digest}`);
  const own = header('x-gitea-signature');
  if (own !== undefined) return isEqual(own, digest);
  const token = header('x-gitlab-token');
  return token !== undefined && isEqual(token, secret);
}

/** Takes as long wherever they differ. */
function isEqual(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** Another person may have put another repository of this name here since. */
function isOf(hook: Hook, { personRef, account, forgeId }: RepositoryRow) {
  return (
    hook.personRef === personRef &&
    hook.account === account &&
    hook.forgeId === forgeId
  );
}

function whyNot(forge: Forge | undefined, place: Place | undefined): string {
  if (!forge) return 'Whoever had it made has its forge linked no more.';
  return place
    ? NOT_WRITABLE
    : 'The forge has it no more, or another one is linked now.';
}

function isAway({ trouble }: ForgeError): boolean {
  return trouble === 'away' || trouble === 'limited';
}
