import { isDeepStrictEqual } from 'node:util';
import type { AssetsClients } from '@astrolabe/plugin-assets-node';
import type {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { isOfHub, toTemplate } from './toTemplate';

/** What the catalogue takes for a name: of a folder of somebody else's template it may be another. */
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

interface Parts {
  auth: AuthService;
  catalog: Pick<CatalogService, 'getEntities'>;
  clients: AssetsClients;
  logger: LoggerService;
  runner: SchedulerServiceTaskRunner;
}

/**
 * Brings the templates of the hub into the catalogue, and again what has become
 * of them. Each portal of several looks at what the catalogue has, since it is all of
 * theirs: a template that is only not ready here stays as it is.
 */
export class TemplateEntityProvider implements EntityProvider {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  getProviderName(): string {
    return 'asset-templates';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { logger, runner } = this.#parts;
    await runner.run({
      id: 'templates-to-catalogue',
      fn: async signal => {
        try {
          await this.#sync(connection, signal);
        } catch (error) {
          // The assets room may still be starting; the next run goes on.
          logger.warn('Cannot read the templates', error as Error);
        }
      },
    });
  }

  async #sync(
    connection: EntityProviderConnection,
    signal: AbortSignal,
  ): Promise<void> {
    const { auth, clients } = this.#parts;
    const own = await auth.getOwnServiceCredentials();
    const templates = (
      await (await clients(own, signal)).projectTemplates()
    ).filter(({ id }) => NAME.test(id));
    const there = await this.#there();
    const added = templates
      // One that is not ready has no form yet.
      .filter(({ whyNot }) => !whyNot)
      .map(toTemplate)
      .filter(entity => !isSame(entity, there.get(entity.metadata.name)));
    const ids = new Set(templates.map(({ id }) => id));
    const removed = [...there.values()].filter(
      ({ metadata }) => !ids.has(metadata.name),
    );
    if (added.length + removed.length === 0) return;
    const deferred = (entity: Entity) => ({
      entity,
      locationKey: this.getProviderName(),
    });
    await connection.applyMutation({
      type: 'delta',
      added: added.map(deferred),
      removed: removed.map(deferred),
    });
  }

  /** Those of the hub that the catalogue has, by their name. */
  async #there(): Promise<Map<string, Entity>> {
    const { auth, catalog } = this.#parts;
    const { items } = await catalog.getEntities(
      {
        filter: { kind: 'Template' },
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return new Map(
      items.filter(isOfHub).map(entity => [entity.metadata.name, entity]),
    );
  }
}

/** Whether what was made of a template is what the catalogue has of it. */
function isSame(made: Entity, there: Entity | undefined): boolean {
  return (
    isDeepStrictEqual(made.spec, there?.spec) &&
    made.metadata.title === there?.metadata.title &&
    made.metadata.description === there?.metadata.description
  );
}
