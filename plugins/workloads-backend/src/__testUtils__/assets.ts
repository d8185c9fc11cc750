import { createServiceFactory } from '@backstage/backend-plugin-api';
import type {
  Asset,
  DatasetDescription,
} from '@astrolabe/plugin-assets-common';
import {
  assetsServiceRef,
  checkedModulesRef,
  CheckedModulesSlot,
  type CheckedModule,
} from '@astrolabe/plugin-assets-node';
import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';

const GIB = 1024 ** 3;

/** A form that asks for a title, a text, a mode and hardware; what it makes runs until it is stopped. */
export const manifest = {
  form: {
    type: 'object',
    required: ['general'],
    properties: {
      general: {
        title: 'General',
        type: 'object',
        required: ['title'],
        properties: {
          title: {
            title: 'Title',
            type: 'string',
            minLength: 1,
            maxLength: 80,
            default: 'Hello',
          },
          greeting: { title: 'Greeting', type: 'string', default: 'Hi' },
          mode: { title: 'Mode', type: 'string', enum: ['plain', 'fancy'] },
        },
      },
      hardware: {
        title: 'Hardware',
        type: 'object',
        properties: {
          memory: {
            title: 'Memory',
            type: 'number',
            minimum: 1,
            maximum: 64,
            default: 1,
            'x-unit': 'GiB',
            'x-limit': 'memoryBytes',
          },
          cores: {
            title: 'Cores',
            type: 'number',
            minimum: 1,
            default: 1,
            'x-formerly': 'general.cpus',
          },
          gpus: { title: 'GPUs', type: 'integer', minimum: 0, default: 0 },
          gpuModel: { title: 'Model', type: 'string', default: 'T4' },
        },
      },
    },
  },
  workload: {
    tasks: [
      {
        name: 'greeter',
        role: 'main',
        command: ['serve', '--say=${{ form.general.greeting }}'],
        env: { GREETING: '${{ form.general.greeting }}' },
        ports: [{ name: 'web' }],
        resources: {
          cpuCores: '${{ form.hardware.cores }}',
          memoryBytes: '${{ form.hardware.memory | GiB }}',
          diskBytes: 0,
          gpu: {
            count: '${{ form.hardware.gpus }}',
            model: '${{ form.hardware.gpuModel }}',
          },
        },
      },
    ],
    endpoints: [
      {
        name: 'web',
        title: 'Greetings',
        port: 'web',
        protocol: 'http',
        access: 'owner',
        forwardHeaders: { 'x-key': '${{ secret.key }}' },
      },
      {
        name: 'api',
        title: 'API',
        port: 'web',
        protocol: 'http',
        access: 'owner',
      },
    ],
    secrets: [{ name: 'key' }],
    lifetime: { kind: 'service' },
  },
};

/** As the greeter, and a batch job: a script that is given to it. */
export const scripted = {
  ...manifest,
  variants: {
    batch: {
      title: 'Batch job',
      form: {
        type: 'object',
        properties: {
          general: manifest.form.properties.general,
          script: {
            title: 'Script',
            type: 'object',
            required: ['text'],
            properties: {
              text: {
                title: 'Script',
                type: 'string',
                minLength: 1,
                maxLength: 131_072,
                'x-editor': 'shell',
              },
            },
          },
        },
      },
      workload: {
        tasks: [
          {
            name: 'job',
            role: 'main',
            command: ['leave', 'bash', '${{ folder.work }}/script'],
            env: { ARTEFACTS: '${{ folder.work }}/artefacts' },
            files: [{ path: 'script', content: '${{ form.script.text }}' }],
            resources: { cpuCores: 1, memoryBytes: GIB, diskBytes: 0 },
          },
        ],
        lifetime: { kind: 'batch' },
      },
    },
  },
};

/** A task of the manifest with these words for its command, and no endpoint. */
export function batch(...command: string[]) {
  return {
    form: manifest.form,
    workload: {
      tasks: [
        {
          name: 'greeter',
          role: 'main',
          command,
          resources: { cpuCores: 1, memoryBytes: GIB, diskBytes: 0 },
        },
      ],
      lifetime: { kind: 'batch' },
    },
  };
}

/** What there is to launch, by its ref. */
export class AssetShelf extends Map<string, Asset> {
  /** What repositories say, by source; those of all others do not answer. */
  readonly datasets = new Map<string, DatasetDescription | Error>();
}

export function createShelf(): AssetShelf {
  const shelf = new AssetShelf();
  put(shelf, 'greeter', manifest);
  put(shelf, 'scripted', scripted);
  put(shelf, 'failing', batch('fail', '3'));
  put(shelf, 'chatty', batch('chat', '200'));
  put(shelf, 'described-only', undefined);
  put(shelf, 'broken', { ...manifest, workload: { tasks: [] } });
  return shelf;
}

export function put(shelf: AssetShelf, name: string, given: unknown): void {
  const entityRef = `aitool:default/${name}`;
  const title = `The ${name}`;
  shelf.set(entityRef, {
    kind: 'tool',
    name,
    entityRef,
    title,
    spec: { title, manifest: given },
  } as unknown as Asset);
}

/** What the assets room has checked. */
export function checkedService(
  modules: ReadonlyMap<string, CheckedModule> = new Map(),
) {
  const slot = new CheckedModulesSlot();
  slot.provide({ get: async entityRef => modules.get(entityRef) });
  return createServiceFactory({
    service: checkedModulesRef,
    deps: {},
    factory: () => slot,
  });
}

/** The assets room as this one sees it. */
export function shelfService(shelf: AssetShelf) {
  return createServiceFactory({
    service: assetsServiceRef,
    deps: {},
    factory: () => ({
      getByRef: async entityRef => {
        if (!entityRef.startsWith('aitool:')) {
          throw new InputError(`'${entityRef}' is not the ref of an asset`);
        }
        const asset = shelf.get(entityRef);
        if (!asset) throw new NotFoundError(`No asset '${entityRef}'`);
        return asset;
      },
      describeDataset: async source => {
        const found = shelf.datasets.get(source.toLowerCase());
        if (!found) throw new ServiceUnavailableError('It does not answer');
        if (found instanceof Error) throw found;
        return found;
      },
    }),
  });
}
