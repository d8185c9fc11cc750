import type { AssetsClients } from '@astrolabe/plugin-assets-node';
import type {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { toTemplate } from './toTemplate';

/** What the catalogue takes for a name: of a folder of somebody else's template it may be another. */
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** Brings the templates of the hub into the catalogue, and again what has become of them. */
export class TemplateEntityProvider implements EntityProvider {
  readonly #parts: {
    auth: AuthService;
    clients: AssetsClients;
    logger: LoggerService;
    runner: SchedulerServiceTaskRunner;
  };
  #before = '';

  constructor(parts: {
    auth: AuthService;
    clients: AssetsClients;
    logger: LoggerService;
    runner: SchedulerServiceTaskRunner;
  }) {
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
    const templates = await (await clients(own, signal)).projectTemplates();
    const entities = templates
      // One that is not ready has no form yet.
      .filter(({ id, whyNot }) => !whyNot && NAME.test(id))
      .map(template => ({
        entity: toTemplate(template),
        locationKey: 'asset-templates',
      }));
    const now = JSON.stringify(entities);
    if (now === this.#before) return;
    await connection.applyMutation({ type: 'full', entities });
    this.#before = now;
  }
}
