import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import request from 'supertest';
import assetsPlugin from '..';

/** A folder like catalog-info/, and how to change it. */
export class AssetFolder {
  readonly path: string;

  private constructor(folder: string) {
    this.path = folder;
  }

  static async create(): Promise<AssetFolder> {
    return new AssetFolder(
      await mkdtemp(path.join(os.tmpdir(), 'astrolabe-assets-')),
    );
  }

  async write(file: string, text: string): Promise<void> {
    const target = path.join(this.path, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }

  async remove(file: string = ''): Promise<void> {
    await rm(path.join(this.path, file), { recursive: true, force: true });
  }
}

/** The assets room with its own database, reading `folder` and `forges`. */
export async function startAssets(options: {
  folder: AssetFolder;
  forges?: object[];
  externalCatalogues?: object[];
  features?: BackendFeature[];
  /** `communities.list` of its configuration. */
  communities?: object[];
  /** Addresses of repositories of datasets, which are on this machine. */
  datasetRepositories?: Record<string, string>;
  /** Folders of templates of projects. */
  templates?: string[];
  templateSeconds?: number;
  /** `assets.checks` of its configuration. */
  checks?: object;
  /** Where what is made anew is kept. */
  dataDirectory?: string;
  /** Whether addresses of this machine may be asked. */
  isOpen?: boolean;
  /** `assets.trustedRepositories` of its configuration, as it is at present; see `changes`. */
  trusted?: { list(): object[]; changes: Changes };
  /** What who has not signed in may ask. */
  openMetadata?: { enabled: boolean; requestsPerMinute?: number };
  /** The folder of its database, for one that is started again. */
  databases?: string;
}) {
  const { folder, forges = [], features = [], communities = [] } = options;
  const { datasetRepositories, templates = [] } = options;
  const backend = await startTestBackend({
    features: [
      assetsPlugin,
      configOf(options.trusted?.changes, () => ({
        backend: {
          database: {
            client: 'better-sqlite3',
            connection: options.databases
              ? { directory: options.databases }
              : ':memory:',
          },
        },
        communities: { list: communities },
        assets: {
          files: { roots: [folder.path], everySeconds: 0.1 },
          forges,
          externalCatalogues: options.externalCatalogues ?? [],
          openMetadata: options.openMetadata,
          templates: { roots: templates, seconds: options.templateSeconds },
          dataDirectory: options.dataDirectory,
          ...(options.checks && { checks: options.checks }),
          datasetRepositories,
          trustedRepositories: options.trusted?.list(),
        },
        ...((datasetRepositories || options.isOpen) && {
          http: { allowedHosts: ['127.0.0.1'] },
        }),
      })),
      ...features,
    ],
  });
  const api = request(backend.server);
  return {
    api,
    base: '/api/assets/v1',
    server: backend.server,
    stop: () => backend.stop(),
  };
}

/** Says that a configuration has changed. */
export class Changes {
  readonly #listeners = new Set<() => void>();

  tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** A configuration that is read anew whenever it is asked. */
  config(read: () => object): RootConfigService {
    const listeners = this.#listeners;
    return new Proxy({} as RootConfigService, {
      get(_, key) {
        if (key === 'subscribe') {
          return (listener: () => void) => {
            listeners.add(listener);
            return { unsubscribe: () => listeners.delete(listener) };
          };
        }
        const data = JSON.parse(JSON.stringify(read()));
        const now = mockServices.rootConfig({ data });
        const found = now[key as keyof RootConfigService];
        return typeof found === 'function' ? found.bind(now) : found;
      },
    });
  }
}

function configOf(changes: Changes | undefined, read: () => object) {
  const data = JSON.parse(JSON.stringify(read()));
  return changes
    ? createServiceFactory({
        service: coreServices.rootConfig,
        deps: {},
        factory: () => changes.config(read),
      })
    : mockServices.rootConfig.factory({ data });
}

/** Waits until what is asked holds; says the last reason when it never does. */
export async function eventually<T>(
  ask: () => Promise<T>,
  seconds: number = 10,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}
