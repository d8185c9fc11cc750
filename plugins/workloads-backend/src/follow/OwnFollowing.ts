import type { Workload } from '@astrolabe/plugin-workloads-common';
import type { CheckedModules } from '@astrolabe/plugin-assets-node';
import type { WorkloadStore } from '../database';
import type { Notifier } from '../Notifier';
import type { AuthorizedWorkloadService, UserOptions } from '../service';
import type { Standing } from '../standing';
import type { FollowWatch } from './FollowWatch';
import { ANOTHER, NO_REVISION, NOT_CHECKED, nothingToFollow } from './problems';

interface Parts {
  store: WorkloadStore;
  checked: CheckedModules;
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
   * @throws ConflictError for what is of no module, or of a revision that was chosen,
   * and where its module is another by now
   */
  async set(
    id: string,
    isOn: boolean,
    options: UserOptions,
  ): Promise<Workload> {
    const { title } = await this.#workloads.may('follow', id, options);
    await this.#assertCan(id, { title, isOn });
    const { store, notifier, standing, watch } = this.#parts;
    if (isOn) await standing.note(options);
    const after = await store.update(id, ({ follow }) => {
      if (!follow || follow.isOn === isOn) return undefined;
      if (!isOn) return { follow: { ...follow, isOn } };
      const { refused: _, commit = follow.base, ...rest } = follow;
      return { follow: { ...rest, commit, isOn } };
    });
    if (after) notifier.changed(after);
    watch.wake();
    return this.#workloads.get(id, options);
  }

  async #assertCan(
    id: string,
    { title, isOn }: { title: string; isOn: boolean },
  ): Promise<void> {
    const { store, checked } = this.#parts;
    const { entityRef = '', follow } = (await store.get(id)) ?? {};
    if (!follow) throw nothingToFollow(title, NO_REVISION);
    if (!isOn) return;
    const found = await checked.get(entityRef);
    if (!found) throw nothingToFollow(title, NOT_CHECKED);
    if (found.repository !== follow.of) throw nothingToFollow(title, ANOTHER);
  }
}
