import type { Workload } from '@astrolabe/plugin-workloads-common';
import type { WorkloadStore } from '../database';
import type { Notifier } from '../Notifier';
import type { AuthorizedWorkloadService, UserOptions } from '../service';
import type { Standing } from '../standing';
import type { FollowWatch } from './FollowWatch';
import { nothingToFollow } from './problems';

interface Parts {
  store: WorkloadStore;
  notifier: Pick<Notifier, 'changed'>;
  /** Notes who they are: it will be started anew while they are away. */
  standing: Pick<Standing, 'note'>;
  watch: Pick<FollowWatch, 'wake'>;
}

/** Whether one's workloads follow their modules. */
export class OwnFollowing {
  readonly #workloads: Pick<AuthorizedWorkloadService, 'may' | 'get'>;
  readonly #parts: Parts;

  constructor(
    workloads: Pick<AuthorizedWorkloadService, 'may' | 'get'>,
    parts: Parts,
  ) {
    this.#workloads = workloads;
    this.#parts = parts;
  }

  /**
   * Switched on, what it did not go on with is tried again.
   *
   * @throws ConflictError for what is of no module, or of a revision that was chosen
   */
  async set(
    id: string,
    isOn: boolean,
    options: UserOptions,
  ): Promise<Workload> {
    const { title, follow } = await this.#workloads.may('follow', id, options);
    if (!follow) {
      throw nothingToFollow(
        title,
        'It was launched with a revision of its own, or of nothing that has revisions.',
      );
    }
    const { store, notifier, standing, watch } = this.#parts;
    if (isOn) await standing.note(options);
    const after = await store.update(id, present => {
      if (!present.follow || present.follow.isOn === isOn) return undefined;
      const { refused: _, ...rest } = present.follow;
      return { follow: { ...(isOn ? rest : present.follow), isOn } };
    });
    if (after) notifier.changed(after);
    watch.wake();
    return this.#workloads.get(id, options);
  }
}
