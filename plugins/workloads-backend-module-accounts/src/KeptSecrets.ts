import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import type {
  GivenTo,
  PersonalSecrets,
} from '@astrolabe/plugin-workloads-node';

const ROOM = 'workloads';
/** A UUID. */
const LAUNCH = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What people keep secret, and what they gave with a launch, as workloads take it. */
export class KeptSecrets implements PersonalSecrets {
  readonly #accounts: AccountsService;

  constructor(accounts: AccountsService) {
    this.#accounts = accounts;
  }

  value(
    ownerRef: string,
    name: string,
    { workloadId, community }: { workloadId: string; community: string },
  ) {
    return this.#accounts.secret(ownerRef, name, useBy(workloadId, community));
  }

  states(
    ownerRef: string,
    names: readonly string[],
    { community }: { community: string },
  ) {
    const options = { communityId: community };
    return this.#accounts.secretStates(ownerRef, names, options);
  }

  keep(
    { ownerRef, community, launchId }: GivenTo,
    values: Record<string, string>,
  ) {
    const use = useBy(launchId, community);
    return this.#accounts.ofObjects.keep(ownerRef, values, use);
  }

  given(to: GivenTo & { workloadId: string }, name: string) {
    return this.#accounts.ofObjects.give(
      to.ownerRef,
      { objectId: to.launchId, name },
      useBy(to.workloadId, to.community),
    );
  }

  forget(launchId: string) {
    return this.#accounts.ofObjects.forget(launchId);
  }

  /** Other rooms have objects with secrets, too: those are called otherwise. */
  async launches(before: string) {
    const holders = await this.#accounts.ofObjects.holders(before);
    return holders.filter(id => LAUNCH.test(id));
  }
}

function useBy(objectId: string, communityId: string) {
  return { by: ROOM, objectId, communityId };
}
