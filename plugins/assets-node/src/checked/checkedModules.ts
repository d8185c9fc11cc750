import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';

/** A commit of a module's default branch that has passed the portal's checks. @public */
export interface PassedCommit {
  /** Its 40 digits. */
  commit: string;
}

/** What the checks of modules have come to, for other rooms of this process. @public */
export interface CheckedModules {
  /**
   * The newest commit that has passed; empty where none has yet, undefined where this
   * portal does not check it.
   */
  passed(entityRef: string): Promise<Partial<PassedCommit> | undefined>;
}

/**
 * The assets room as others see it: it puts itself in here when it has started, and
 * until then checks nothing.
 *
 * @public
 */
export class CheckedModulesSlot implements CheckedModules {
  #modules: CheckedModules | undefined;

  /** Called once, by the assets room. */
  provide(modules: CheckedModules): void {
    this.#modules = modules;
  }

  passed: CheckedModules['passed'] = async entityRef =>
    this.#modules?.passed(entityRef);
}

/** What the assets room of this process has checked. @public */
export const checkedModulesRef = createServiceRef<CheckedModulesSlot>({
  id: 'astrolabe.checked-modules',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => new CheckedModulesSlot(),
    }),
});
