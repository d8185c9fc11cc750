import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { lifetimeKinds, lifetimes } from '@astrolabe/plugin-workloads-common';
import type { IdleConfig } from '../config';
import type {
  Activity,
  DatabaseActivityStore,
  DatabaseChores,
  WorkloadStore,
} from '../database';
import type { Notifier } from '../Notifier';
import { Rounds } from '../Rounds';
import type { IdleSnapshots } from './IdleSnapshots';
import { idleStep } from './idleStep';

const kinds = lifetimeKinds.filter(kind => lifetimes[kind].canIdle);

interface IdleWatchOptions {
  store: WorkloadStore;
  activity: DatabaseActivityStore;
  chores: DatabaseChores;
  config: IdleConfig;
  notifier: Notifier;
  auditor: AuditorService;
  logger: LoggerService;
  /** How often it is looked. */
  resyncSeconds: number;
  /** A wish was recorded: it is seen to at once. */
  onWish(id: string): void;
  /** Where something is saved before it is stopped. */
  saver?: IdleSnapshots;
}

/**
 * Warns of what lies idle, twice, and then stops it. What was said is in the
 * database: it may be killed anywhere, and there may be several.
 */
export class IdleWatch {
  readonly #options: IdleWatchOptions;
  readonly #rounds = new Rounds();

  constructor(options: IdleWatchOptions) {
    this.#options = options;
  }

  start(): void {
    const { chores, resyncSeconds, logger } = this.#options;
    this.#rounds.start(
      resyncSeconds,
      async () => {
        if (await chores.take('idle', resyncSeconds)) await this.#lookAll();
      },
      error => logger.warn('Could not look for what lies idle', error),
    );
  }

  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  async #lookAll(): Promise<void> {
    const { activity, config } = this.#options;
    const unusedSince = new Date(Date.now() - config.afterMs).toISOString();
    for (const each of await activity.listDoubtful(kinds, unusedSince)) {
      if (this.#rounds.isOver) return;
      await this.#look(each);
    }
  }

  async #look(activity: Activity): Promise<void> {
    const { store, config, notifier, onWish, saver } = this.#options;
    const now = Date.now();
    const blindBefore = new Date(now - config.blindMs).toISOString();
    const view = { activity, config, blindBefore, now };
    const record = await store.get(activity.id);
    const step = record && idleStep(record, view);
    if (!step) return;
    if (saver && step.desired === 'stop' && !(await saver.isSaved(record))) {
      return;
    }
    // Decided again, on what it is now.
    const after = await store.update(activity.id, present =>
      idleStep(present, view),
    );
    if (!after) return;
    notifier.changed(after);
    if (after.desired !== 'stop') return;
    onWish(after.id);
    await this.#audit(after.id, after.ownerRef);
  }

  async #audit(workloadId: string, ownerRef: string): Promise<void> {
    const event = await this.#options.auditor.createEvent({
      eventId: 'workload-idle-stop',
      severityLevel: 'medium',
      meta: { workloadId, ownerRef },
    });
    await event.success();
  }
}
