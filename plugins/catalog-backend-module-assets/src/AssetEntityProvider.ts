import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type {
  AssetChange,
  AssetChangePage,
} from '@astrolabe/plugin-assets-node';
import { ResponseError } from '@backstage/errors';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { toEntity } from './toEntity';

/** Entities in one mutation: larger ones make an empty PostgreSQL slow. */
const ENTITIES_AT_ONCE = 1_000;

/**
 * Brings the assets into the catalogue: all of them after a start, then what
 * changed. The catalogue leaves alone what it already has as it is.
 */
export class AssetEntityProvider implements EntityProvider {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #logger: LoggerService;
  readonly #runner: SchedulerServiceTaskRunner;
  #cursor: string | undefined;

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    logger: LoggerService;
    runner: SchedulerServiceTaskRunner;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#logger = options.logger;
    this.#runner = options.runner;
  }

  getProviderName(): string {
    return 'assets';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#runner.run({
      id: 'assets-to-catalogue',
      fn: async signal => {
        try {
          await this.#sync(connection, signal);
        } catch (error) {
          // The assets room may still be starting; the next run goes on.
          this.#logger.warn(
            'Cannot read the changes of assets',
            error as Error,
          );
        }
      },
    });
  }

  async #sync(
    connection: EntityProviderConnection,
    signal: AbortSignal,
  ): Promise<void> {
    for (let more = true; more && !signal.aborted; ) {
      const page = await this.#read(signal);
      if (page.items.length > 0) {
        await connection.applyMutation({
          type: 'delta',
          added: page.items.filter(item => !item.removed).map(deferred),
          removed: page.items.filter(item => item.removed).map(deferred),
        });
        this.#logger.info(`Brought ${page.items.length} changes of assets`);
      }
      this.#cursor = page.nextCursor;
      more = page.more;
    }
  }

  async #read(signal: AbortSignal): Promise<AssetChangePage> {
    const baseUrl = await this.#discovery.getBaseUrl('assets');
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'assets',
    });
    const params = new URLSearchParams({ limit: String(ENTITIES_AT_ONCE) });
    if (this.#cursor) params.set('cursor', this.#cursor);
    const response = await fetch(`${baseUrl}/v1/entities?${params}`, {
      headers: { authorization: `Bearer ${token}` },
      signal,
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }
}

function deferred(change: AssetChange) {
  return { entity: toEntity(change), locationKey: 'assets' };
}
