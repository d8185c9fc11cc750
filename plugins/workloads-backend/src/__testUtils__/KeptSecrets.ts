import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  personalSecretsExtensionPoint,
  type GivenTo,
  type PersonalSecrets,
} from '@astrolabe/plugin-workloads-node';

/** What people keep secret, in memory, where a test can look. */
export class KeptSecrets implements PersonalSecrets {
  /** By owner and name. */
  readonly own: Record<string, Record<string, string>> = {};
  /** Names of those that have expired. */
  readonly expired = new Set<string>();
  readonly uses: object[] = [];
  /** By launch and name. */
  readonly ofLaunches = new Map<string, Record<string, string>>();
  /** ISO 8601, by launch; the others have been there for ever. */
  readonly since = new Map<string, string>();
  /** What the store does not do at present. */
  failing?: 'keep' | 'forget';

  async value(ownerRef: string, name: string, use: object) {
    this.uses.push({ ownerRef, name, ...use });
    return this.own[ownerRef]?.[name];
  }

  async states(ownerRef: string, names: readonly string[]) {
    return names.map(name => {
      const isThere = this.own[ownerRef]?.[name] !== undefined;
      const state = this.expired.has(name) ? 'expired' : 'ready';
      return { name, state: isThere ? state : 'missing' } as const;
    });
  }

  async keep({ launchId }: GivenTo, values: Record<string, string>) {
    this.ofLaunches.set(launchId, values);
    if (this.failing === 'keep') throw new Error('The store is sealed');
  }

  async given(to: GivenTo, name: string) {
    return this.ofLaunches.get(to.launchId)?.[name];
  }

  async forget(launchId: string) {
    if (this.failing === 'forget') throw new Error('The store is sealed');
    this.ofLaunches.delete(launchId);
  }

  async launches(before: string) {
    const ids = [...this.ofLaunches.keys()];
    return ids.filter(id => (this.since.get(id) ?? '') < before);
  }

  /** As the room gets it. */
  feature() {
    return createBackendModule({
      pluginId: 'workloads',
      moduleId: 'kept',
      register: reg =>
        reg.registerInit({
          deps: { personal: personalSecretsExtensionPoint },
          init: async ({ personal }) => personal.setPersonalSecrets(this),
        }),
    });
  }
}
