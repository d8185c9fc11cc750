import { existsSync } from 'node:fs';
import path from 'node:path';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { assetKinds, type AssetKind } from '@astrolabe/plugin-assets-common';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { externalCatalogues, type ExternalConfig } from './sources/external';
import type { ForgeConfig } from './sources/forge';

/** The room's configuration with its defaults; see config.d.ts. */
export interface AssetsConfig {
  files: { roots: string[]; everySeconds: number };
  forges: ForgeConfig[];
  externalCatalogues: ExternalConfig[];
  templates: {
    /** Folders of templates of projects. */
    roots: string[];
    /** How long cookiecutter may take for a project. */
    seconds: number;
  };
  /** What signs images of releases, and how long they are waited for. */
  signing: { keyFile?: string; waitMinutes: number };
  /** Where the room keeps what it can make anew. */
  dataDirectory: string;
  /** Absent: nobody sees metadata without signing in. */
  openMetadata?: { requestsPerMinute: number };
  /** Addresses of repositories of datasets that are others than the usual ones. */
  repositories: { [id: string]: string };
}

/** Reads and checks it; refuses with the key, the value and what is allowed. */
export function readAssetsConfig(config: RootConfigService): AssetsConfig {
  const files = config.getOptionalConfig('assets.files');
  const forges = config.getOptionalConfigArray('assets.forges') ?? [];
  refuseTwice(
    forges.map(forge => forge.getString('id')),
    {
      ...{ key: 'assets.forges', what: 'forges' },
    },
  );
  return {
    files: {
      roots: (files?.getOptionalStringArray('roots') ?? ['catalog-info']).map(
        findFolder,
      ),
      everySeconds: seconds(files, {
        key: 'assets.files.everySeconds',
        least: 0.1,
        most: 3600,
        otherwise: 3,
      }),
    },
    templates: readTemplates(config.getOptionalConfig('assets.templates')),
    signing: readSigning(config.getOptionalConfig('assets.signing')),
    dataDirectory: path.resolve(
      config.getOptionalString('assets.dataDirectory') ?? 'data/assets',
    ),
    forges: forges.map((forge, i) => readForge(forge, `assets.forges[${i}]`)),
    externalCatalogues: readExternal(
      config.getOptionalConfigArray('assets.externalCatalogues') ?? [],
    ),
    openMetadata: readOpenMetadata(
      config.getOptionalConfig('assets.openMetadata'),
    ),
    repositories: readRepositories(
      config.getOptionalConfig('assets.datasetRepositories'),
    ),
  };
}

function readTemplates(templates: Config | undefined) {
  const roots = templates?.getOptionalStringArray('roots') ?? ['templates'];
  return {
    roots: roots.map(findFolder),
    seconds: number(templates, {
      ...{ name: 'seconds', key: 'assets.templates.seconds' },
      ...{ unit: ' seconds', least: 1, most: 600, otherwise: 60 },
    }),
  };
}

function readSigning(signing: Config | undefined) {
  return {
    keyFile: signing?.getOptionalString('keyFile'),
    waitMinutes: number(signing, {
      ...{ name: 'waitMinutes', key: 'assets.signing.waitMinutes' },
      ...{ unit: ' minutes', least: 0, most: 1_440, otherwise: 60 },
    }),
  };
}

function readForge(forge: Config, key: string): ForgeConfig {
  const organization = forge.getOptionalString('organization');
  const list = forge.getOptionalString('catalogueList.url');
  if (!organization === !list) {
    throw new InputError(
      `'${key}' needs either 'organization' or 'catalogueList.url', and not both`,
    );
  }
  return {
    id: forge.getString('id'),
    type: oneOf(forge, { name: 'type', key, allowed: ['github'] }) ?? 'github',
    apiBaseUrl:
      url(forge, { name: 'apiBaseUrl', key }) ?? 'https://api.github.com',
    rawBaseUrl:
      url(forge, { name: 'rawBaseUrl', key }) ??
      'https://raw.githubusercontent.com',
    token: forge.getOptionalString('token'),
    organization,
    catalogueList: list
      ? { url: url(forge, { name: 'catalogueList.url', key })! }
      : undefined,
    kind:
      oneOf<AssetKind>(forge, {
        name: 'kind',
        key,
        allowed: assetKinds.map(({ id }) => id),
      }) ?? 'module',
    defaultManifest: forge.getOptionalString('defaultManifest'),
    everySeconds: seconds(forge, {
      key: `${key}.everySeconds`,
      least: 10,
      most: 604_800,
      otherwise: 3_600,
    }),
    builds:
      forge.getOptionalBoolean('builds') ??
      forge.getOptionalString('token') !== undefined,
    allowPrivateNetwork:
      forge.getOptionalBoolean('allowPrivateNetwork') ?? false,
  };
}

function readExternal(catalogues: Config[]): ExternalConfig[] {
  const list = 'assets.externalCatalogues';
  const read = catalogues.map((catalogue, i): ExternalConfig => {
    const key = `${list}[${i}]`;
    const type = oneOf(catalogue, {
      ...{ name: 'type', key, allowed: Object.keys(externalCatalogues) },
    });
    if (!type) throw new InputError(`'${key}' needs a 'type'`);
    const id = catalogue.getOptionalString('id') ?? type;
    if (!/^[a-z0-9][a-z0-9-]{0,19}$/.test(id)) {
      throw new InputError(
        `'${key}.id' is '${id}', but has to be up to 20 of a-z, 0-9 and '-'`,
      );
    }
    const organizations =
      catalogue.getOptionalStringArray('organizations') ?? [];
    const tags = catalogue.getOptionalStringArray('tags') ?? [];
    const { isChosenFrom, kinds } = externalCatalogues[type];
    if (isChosenFrom !== organizations.length + tags.length > 0) {
      throw new InputError(
        isChosenFrom
          ? `'${key}' needs 'organizations' or 'tags': it has too much to show all`
          : `'${key}' has 'organizations' or 'tags', which '${type}' is not chosen by`,
      );
    }
    return {
      ...{ id, type, organizations, tags },
      kind: oneOf(catalogue, { name: 'kind', key, allowed: kinds }) ?? kinds[0],
      url: url(catalogue, { name: 'url', key }),
      token: catalogue.getOptionalString('token'),
      most: number(catalogue, {
        ...{ name: 'most', key: `${key}.most`, unit: '' },
        ...{ least: 1, most: 20_000, otherwise: 1_000 },
      }),
      everySeconds: seconds(catalogue, {
        ...{ key: `${key}.everySeconds`, least: 60, most: 2_592_000 },
        otherwise: 86_400,
      }),
      allowPrivateNetwork:
        catalogue.getOptionalBoolean('allowPrivateNetwork') ?? false,
    };
  });
  refuseTwice(
    read.map(({ id }) => id),
    { key: list, what: 'catalogues' },
  );
  return read;
}

function readOpenMetadata(open: Config | undefined) {
  const requestsPerMinute = number(open, {
    ...{ name: 'requestsPerMinute', unit: ' requests a minute' },
    key: 'assets.openMetadata.requestsPerMinute',
    ...{ least: 1, most: 6_000, otherwise: 120 },
  });
  return open?.getOptionalBoolean('enabled')
    ? { requestsPerMinute }
    : undefined;
}

function refuseTwice(ids: string[], of: { key: string; what: string }): void {
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (!twice) return;
  throw new InputError(`'${of.key}' has two ${of.what} with the id '${twice}'`);
}

/** Those that can be elsewhere: a mirror, a sandbox, an installation of one's own. */
const movable = [
  ...['zenodo', 'hugging-face', 'dryad', 'figshare', 'seanoe'],
  ...['data-europa', 'datacite'],
];

function readRepositories(config: Config | undefined): {
  [id: string]: string;
} {
  const key = 'assets.datasetRepositories';
  const ids = config?.keys() ?? [];
  const odd = ids.find(id => !movable.includes(id));
  if (odd) {
    throw new InputError(
      `'${key}' has '${odd}', but knows: ${movable.join(', ')}`,
    );
  }
  return Object.fromEntries(
    ids.map(id => [id, url(config!, { name: id, key })!]),
  );
}

function oneOf<T extends string>(
  config: Config,
  options: { name: string; key: string; allowed: T[] },
): T | undefined {
  const value = config.getOptionalString(options.name);
  const found = options.allowed.find(allowed => allowed === value);
  if (value !== undefined && !found) {
    throw new InputError(
      `'${options.key}.${
        options.name
      }' is '${value}', but has to be one of: ${options.allowed.join(', ')}`,
    );
  }
  return found;
}

function url(
  config: Config,
  options: { name: string; key: string },
): string | undefined {
  const value = config.getOptionalString(options.name);
  if (value !== undefined && !/^https?:\/\/[^\s]+$/.test(value)) {
    throw new InputError(
      `'${options.key}.${options.name}' is '${value}', but has to be an http: or https: address`,
    );
  }
  return value?.replace(/\/$/, '');
}

function seconds(
  config: Config | undefined,
  options: { key: string; least: number; most: number; otherwise: number },
): number {
  return number(config, { ...options, name: 'everySeconds', unit: ' seconds' });
}

function number(
  config: Config | undefined,
  options: {
    name: string;
    key: string;
    unit: string;
    least: number;
    most: number;
    otherwise: number;
  },
): number {
  const { name, key, unit, least, most, otherwise } = options;
  const value = config?.getOptionalNumber(name) ?? otherwise;
  if (value < least || value > most) {
    throw new InputError(
      `'${key}' is ${value}, but has to be from ${least} to ${most}${unit}`,
    );
  }
  return value;
}

/** From where the backend was started, or else from the installation's root. */
function findFolder(folder: string): string {
  const started = path.resolve(folder);
  return existsSync(started) ? started : path.resolve(home(), folder);
}

/** The nearest folder upwards that is the root of a Backstage installation. */
function home(): string {
  for (let folder = process.cwd(); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'backstage.json'))) return folder;
    if (folder === path.dirname(folder)) return process.cwd();
  }
}
