import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BackendFeature } from '@backstage/backend-plugin-api';
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
      mockServices.rootConfig.factory({
        data: {
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
          },
          ...((datasetRepositories || options.isOpen) && {
            http: { allowedHosts: ['127.0.0.1'] },
          }),
        },
      }),
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
