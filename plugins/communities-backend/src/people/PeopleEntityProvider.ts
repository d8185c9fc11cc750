import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type { LimitTable } from '@astrolabe/plugin-communities-common';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { groupsOf, ownGroup, toUser, type CataloguePerson } from './toEntities';

/** Of several replicas each sees changes that another has told: all is told anew. */
const ALL_EVERY_MS = 600_000;

/** Brings the communities, their tiers and who belongs to them into the catalogue. */
export class PeopleEntityProvider implements EntityProvider {
  readonly #options: Options;
  /** What the catalogue was told, by ref. */
  #told = new Map<string, string>();
  #allToldAt = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  getProviderName(): string {
    return 'people';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { runner, logger } = this.#options;
    await runner.run({
      id: 'people-to-catalogue',
      fn: async () => {
        try {
          await this.#sync(connection);
        } catch (error) {
          // The room of communities may still be starting.
          logger.warn('Cannot read who belongs to what', error as Error);
        }
      },
    });
  }

  async #sync(connection: EntityProviderConnection): Promise<void> {
    const entities = await this.#present();
    const present = new Map(
      entities.map(entity => [
        stringifyEntityRef(entity),
        JSON.stringify(entity),
      ]),
    );
    if (Date.now() - this.#allToldAt > ALL_EVERY_MS) {
      const all = entities.map(deferred);
      await connection.applyMutation({ type: 'full', entities: all });
      this.#allToldAt = Date.now();
      this.#told = present;
      return;
    }
    const added = entities.filter(
      entity =>
        this.#told.get(stringifyEntityRef(entity)) !==
        present.get(stringifyEntityRef(entity)),
    );
    const removed = [...this.#told]
      .filter(([ref]) => !present.has(ref))
      .map(([, text]) => JSON.parse(text) as Entity);
    if (added.length + removed.length > 0) {
      await connection.applyMutation({
        type: 'delta',
        added: added.map(deferred),
        removed: removed.map(deferred),
      });
    }
    this.#told = present;
  }

  async #present(): Promise<Entity[]> {
    const people = await this.#options.people();
    return [
      ownGroup,
      ...groupsOf(this.#options.limits()),
      ...people.map(toUser),
    ];
  }
}

interface Options {
  limits(): Pick<LimitTable, 'communities' | 'tiers'>;
  /** All who belong to something now. */
  people(): Promise<CataloguePerson[]>;
  logger: LoggerService;
  runner: SchedulerServiceTaskRunner;
}

function deferred(entity: Entity) {
  return { entity, locationKey: 'people' };
}
