import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';

/** A module that this portal checks. Commits have all their 40 digits. @public */
export interface CheckedModule {
  /** Which one it is, wherever its forge moves it: another of its name is another. */
  repository: string;
  /** What its default branch was at when it was read last. */
  tip: string;
  /** That, where it has passed the checks; else the last that has. Missing: none yet. */
  passed?: string;
}

/** What the checks of modules have come to, for other rooms of this process. @public */
export interface CheckedModules {
  /**
   * From the portal's own tables: no forge is asked. Undefined where it does not check
   * it, or not everybody can launch it now.
   */
  get(entityRef: string): Promise<CheckedModule | undefined>;
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

  get: CheckedModules['get'] = async entityRef => this.#modules?.get(entityRef);
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
